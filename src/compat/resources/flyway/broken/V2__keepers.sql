create table keeper (id int primary key, name text);

insert into keeper values (1, 'Mr. Toomai');

insert into keeper values (1, 'Little Toomai');
