create or replace view males as select * from elephant where sex = 'male';
