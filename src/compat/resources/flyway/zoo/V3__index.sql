create index concurrently elephant_born on elephant (born);
