create type sex as enum ('male', 'female');

create table elephant (
    id bigint generated always as identity primary key,
    name text not null unique,
    sex sex not null,
    born date
);

insert into elephant (name, sex, born) values ('Hathi', 'male', '1894-01-01');
insert into elephant (name, sex) values ('Semi;colon -- and ''quotes''', 'female');
comment on table elephant is 'What is ridden on; $1 and ? and :name are no parameters here';
