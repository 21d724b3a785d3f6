create table visitor (id int, name text);
copy visitor (id, name) from stdin;
1	Rudyard
2	Joseph
\.
