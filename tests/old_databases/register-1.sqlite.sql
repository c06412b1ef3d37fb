BEGIN TRANSACTION;
CREATE TABLE moc (
	thu_tu INTEGER NOT NULL, 
	luc VARCHAR(40) NOT NULL, 
	dau TEXT NOT NULL, 
	ma_bam VARCHAR(64) NOT NULL, 
	dau_thoi_gian TEXT NOT NULL, 
	PRIMARY KEY (thu_tu)
);
CREATE TABLE so (
	id INTEGER NOT NULL, 
	co_quan VARCHAR(100) NOT NULL, 
	loat VARCHAR(40) NOT NULL, 
	nam INTEGER NOT NULL, 
	so_cuoi INTEGER NOT NULL, 
	ngay_cuoi DATE, 
	thu_tu INTEGER NOT NULL, 
	bam VARCHAR(64) NOT NULL, 
	dong BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (co_quan, loat, nam), 
	CHECK (so_cuoi >= 0)
);
INSERT INTO "so" VALUES(1,'ubnd-tinh-lang-son','chung',2026,2,'2026-03-02',3,'92e32489e561ac9adb034ac814a3ae40e158b5d31ec50b8160905ed2c1e56726',0);
INSERT INTO "so" VALUES(2,'ubnd-phuong-dong-kinh','chung',2026,1,'2026-03-02',1,'2be9cc269fb7cc65a8b26bdd3d8cf7895cebd8f64a70b573e77c56f33a03b77c',0);
CREATE TABLE su_kien (
	so_id INTEGER NOT NULL, 
	thu_tu INTEGER NOT NULL, 
	so INTEGER, 
	loai VARCHAR(12) NOT NULL, 
	luc VARCHAR(40) NOT NULL, 
	ai VARCHAR(100) NOT NULL, 
	noi_dung TEXT NOT NULL, 
	bam VARCHAR(64) NOT NULL, 
	PRIMARY KEY (so_id, thu_tu), 
	FOREIGN KEY(so_id) REFERENCES so (id)
);
INSERT INTO "su_kien" VALUES(1,1,1,'giu_so','2026-03-02T08:00:00+07:00','Văn Thư Mẫu','{"ky_hieu":"KH-UBND","ly_do":"chờ ký","ngay":"2026-03-02"}','5553304d577cb29e60c95e54c8efe8c543b5cc61f838a2b9a4d3b10b82c3881a');
INSERT INTO "su_kien" VALUES(1,2,2,'giu_so','2026-03-02T08:00:00+07:00','Văn Thư Mẫu','{"ky_hieu":"KH-UBND","ly_do":"giữ cho phụ lục","ngay":"2026-03-02"}','6bf3a7766adfbbedaefbde9a842b5936528933e7ee8a79eae3ccf54931816c79');
INSERT INTO "su_kien" VALUES(2,1,1,'giu_so','2026-03-02T08:00:00+07:00','Văn Thư Mẫu','{"ky_hieu":"KH-UBND","ly_do":"giữ","ngay":"2026-03-02"}','2be9cc269fb7cc65a8b26bdd3d8cf7895cebd8f64a70b573e77c56f33a03b77c');
INSERT INTO "su_kien" VALUES(1,3,2,'huy','2026-03-02T08:00:00+07:00','Văn Thư Mẫu','{"ly_do":"không dùng"}','92e32489e561ac9adb034ac814a3ae40e158b5d31ec50b8160905ed2c1e56726');
CREATE TABLE thong_tin (
	khoa VARCHAR(40) NOT NULL, 
	gia_tri TEXT NOT NULL, 
	PRIMARY KEY (khoa)
);
INSERT INTO "thong_tin" VALUES('phien_ban','1');
CREATE TABLE van_ban (
	so_id INTEGER NOT NULL, 
	so INTEGER NOT NULL, 
	ma VARCHAR(100), 
	trang_thai VARCHAR(12) NOT NULL, 
	ky_hieu VARCHAR(30) NOT NULL, 
	ngay DATE NOT NULL, 
	noi_dung TEXT NOT NULL, 
	ma_bam VARCHAR(64), 
	thu_muc TEXT, 
	ghi_chu TEXT NOT NULL, 
	PRIMARY KEY (so_id, so), 
	FOREIGN KEY(so_id) REFERENCES so (id), 
	UNIQUE (ma), 
	CHECK (so >= 1)
);
INSERT INTO "van_ban" VALUES(1,1,NULL,'giu_so','KH-UBND','2026-03-02','{}',NULL,NULL,'chờ ký');
INSERT INTO "van_ban" VALUES(1,2,NULL,'huy','KH-UBND','2026-03-02','{}',NULL,NULL,'giữ cho phụ lục; hủy số: không dùng');
INSERT INTO "van_ban" VALUES(2,1,NULL,'giu_so','KH-UBND','2026-03-02','{}',NULL,NULL,'giữ');
CREATE TRIGGER moc_UPDATE BEFORE UPDATE ON moc
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER moc_DELETE BEFORE DELETE ON moc
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER su_kien_UPDATE BEFORE UPDATE ON su_kien
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER su_kien_DELETE BEFORE DELETE ON su_kien
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
COMMIT;
