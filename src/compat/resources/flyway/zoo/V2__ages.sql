create function age_in(year int, e elephant) returns int language plpgsql as $body$
begin
    if e.born is null then
        raise notice 'nobody knows when % was born', e.name;
        return null;
    end if;
    return year - extract(year from e.born)::int;
end;
$body$;

do $$
declare
    age int;
begin
    select age_in(1900, e) into age from elephant e where name = 'Hathi';
    assert age = 6, 'Hathi is ' || age;
    perform age_in(1900, e) from elephant e;
end
$$;
