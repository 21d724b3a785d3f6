create table visitor (id int);
create table visitor (id int);
