--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: kehoach_append_only(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.kehoach_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN RAISE EXCEPTION 'append-only'; END; $$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: moc; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.moc (
    thu_tu integer NOT NULL,
    luc character varying(40) NOT NULL,
    dau text NOT NULL,
    ma_bam character varying(64) NOT NULL,
    dau_thoi_gian text NOT NULL
);


--
-- Name: moc_thu_tu_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.moc_thu_tu_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: moc_thu_tu_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.moc_thu_tu_seq OWNED BY public.moc.thu_tu;


--
-- Name: so; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.so (
    id integer NOT NULL,
    co_quan character varying(100) NOT NULL,
    loat character varying(40) NOT NULL,
    nam integer NOT NULL,
    so_cuoi integer NOT NULL,
    ngay_cuoi date,
    thu_tu integer NOT NULL,
    bam character varying(64) NOT NULL,
    dong boolean NOT NULL,
    CONSTRAINT so_so_cuoi_check CHECK ((so_cuoi >= 0))
);


--
-- Name: so_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.so_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: so_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.so_id_seq OWNED BY public.so.id;


--
-- Name: su_kien; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.su_kien (
    so_id integer NOT NULL,
    thu_tu integer NOT NULL,
    so integer,
    loai character varying(12) NOT NULL,
    luc character varying(40) NOT NULL,
    ai character varying(100) NOT NULL,
    noi_dung text NOT NULL,
    bam character varying(64) NOT NULL
);


--
-- Name: thong_tin; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.thong_tin (
    khoa character varying(40) NOT NULL,
    gia_tri text NOT NULL
);


--
-- Name: van_ban; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.van_ban (
    so_id integer NOT NULL,
    so integer NOT NULL,
    ma character varying(100),
    trang_thai character varying(12) NOT NULL,
    ky_hieu character varying(30) NOT NULL,
    ngay date NOT NULL,
    noi_dung text NOT NULL,
    ma_bam character varying(64),
    thu_muc text,
    ghi_chu text NOT NULL,
    CONSTRAINT van_ban_so_check CHECK ((so >= 1))
);


--
-- Name: web_about; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.web_about (
    khoa character varying(40) NOT NULL,
    gia_tri text NOT NULL
);


--
-- Name: web_failure; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.web_failure (
    id integer NOT NULL,
    name character varying(40) NOT NULL,
    address character varying(64) NOT NULL,
    moment double precision NOT NULL
);


--
-- Name: web_failure_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.web_failure_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: web_failure_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.web_failure_id_seq OWNED BY public.web_failure.id;


--
-- Name: web_log; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.web_log (
    "position" integer NOT NULL,
    moment character varying(40) NOT NULL,
    who character varying(100) NOT NULL,
    what character varying(20) NOT NULL,
    content text NOT NULL,
    hash character varying(64) NOT NULL
);


--
-- Name: web_log_position_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.web_log_position_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: web_log_position_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.web_log_position_seq OWNED BY public.web_log."position";


--
-- Name: web_session; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.web_session (
    digest character varying(64) NOT NULL,
    name character varying(40) NOT NULL,
    began double precision NOT NULL,
    seen double precision NOT NULL
);


--
-- Name: web_user; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.web_user (
    name character varying(40) NOT NULL,
    full_name character varying(50) NOT NULL,
    unit character varying(100) NOT NULL,
    roles character varying(100) NOT NULL,
    password text NOT NULL,
    disabled boolean NOT NULL
);


--
-- Name: moc thu_tu; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.moc ALTER COLUMN thu_tu SET DEFAULT nextval('public.moc_thu_tu_seq'::regclass);


--
-- Name: so id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.so ALTER COLUMN id SET DEFAULT nextval('public.so_id_seq'::regclass);


--
-- Name: web_failure id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.web_failure ALTER COLUMN id SET DEFAULT nextval('public.web_failure_id_seq'::regclass);


--
-- Name: web_log position; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.web_log ALTER COLUMN "position" SET DEFAULT nextval('public.web_log_position_seq'::regclass);


--
-- Data for Name: moc; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: so; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.so VALUES (2, 'ubnd-phuong-dong-kinh', 'chung', 2026, 1, '2026-03-02', 1, '2be9cc269fb7cc65a8b26bdd3d8cf7895cebd8f64a70b573e77c56f33a03b77c', false);
INSERT INTO public.so VALUES (1, 'ubnd-tinh-lang-son', 'chung', 2026, 2, '2026-03-02', 3, '92e32489e561ac9adb034ac814a3ae40e158b5d31ec50b8160905ed2c1e56726', false);


--
-- Data for Name: su_kien; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.su_kien VALUES (1, 1, 1, 'giu_so', '2026-03-02T08:00:00+07:00', 'Văn Thư Mẫu', '{"ky_hieu":"KH-UBND","ly_do":"chờ ký","ngay":"2026-03-02"}', '5553304d577cb29e60c95e54c8efe8c543b5cc61f838a2b9a4d3b10b82c3881a');
INSERT INTO public.su_kien VALUES (1, 2, 2, 'giu_so', '2026-03-02T08:00:00+07:00', 'Văn Thư Mẫu', '{"ky_hieu":"KH-UBND","ly_do":"giữ cho phụ lục","ngay":"2026-03-02"}', '6bf3a7766adfbbedaefbde9a842b5936528933e7ee8a79eae3ccf54931816c79');
INSERT INTO public.su_kien VALUES (2, 1, 1, 'giu_so', '2026-03-02T08:00:00+07:00', 'Văn Thư Mẫu', '{"ky_hieu":"KH-UBND","ly_do":"giữ","ngay":"2026-03-02"}', '2be9cc269fb7cc65a8b26bdd3d8cf7895cebd8f64a70b573e77c56f33a03b77c');
INSERT INTO public.su_kien VALUES (1, 3, 2, 'huy', '2026-03-02T08:00:00+07:00', 'Văn Thư Mẫu', '{"ly_do":"không dùng"}', '92e32489e561ac9adb034ac814a3ae40e158b5d31ec50b8160905ed2c1e56726');


--
-- Data for Name: thong_tin; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.thong_tin VALUES ('phien_ban', '1');


--
-- Data for Name: van_ban; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.van_ban VALUES (1, 1, NULL, 'giu_so', 'KH-UBND', '2026-03-02', '{}', NULL, NULL, 'chờ ký');
INSERT INTO public.van_ban VALUES (2, 1, NULL, 'giu_so', 'KH-UBND', '2026-03-02', '{}', NULL, NULL, 'giữ');
INSERT INTO public.van_ban VALUES (1, 2, NULL, 'huy', 'KH-UBND', '2026-03-02', '{}', NULL, NULL, 'giữ cho phụ lục; hủy số: không dùng');


--
-- Data for Name: web_about; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.web_about VALUES ('phien_ban', '1');


--
-- Data for Name: web_failure; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: web_log; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.web_log VALUES (1, '2026-03-02T08:00:00+07:00', 'quản trị', 'user_add', '{"name":"an","roles":"soan","unit":""}', '8f32656ffafbd5741f4e996da6c0c155c176bc9f1f9ca8b06ca9c42e964eb823');
INSERT INTO public.web_log VALUES (2, '2026-03-02T08:00:00+07:00', 'Người Soạn Mẫu (an)', 'login', '{"address":"127.0.0.1"}', 'ec42ce432b440e4cbda520116f2b5b2d3176c57b77de282fc285bc19a8ad931b');


--
-- Data for Name: web_session; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.web_session VALUES ('7b3e815fad9427557264ef33e8c4697ec266c422e2045840362d4368d4efadae', 'an', 1772413200, 1772413200);


--
-- Data for Name: web_user; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.web_user VALUES ('an', 'Người Soạn Mẫu', '', 'soan', '$argon2id$v=19$m=19456,t=2,p=1$JRlTTDZYWFjg5bGKGkrK0A$FEd8BMX24o134TsqTkXvC+kcMRkBrfTNtsPh6ySOIos', false);


--
-- Name: moc_thu_tu_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.moc_thu_tu_seq', 1, false);


--
-- Name: so_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.so_id_seq', 2, true);


--
-- Name: web_failure_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.web_failure_id_seq', 1, false);


--
-- Name: web_log_position_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.web_log_position_seq', 1, false);


--
-- Name: moc moc_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.moc
    ADD CONSTRAINT moc_pkey PRIMARY KEY (thu_tu);


--
-- Name: so so_co_quan_loat_nam_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.so
    ADD CONSTRAINT so_co_quan_loat_nam_key UNIQUE (co_quan, loat, nam);


--
-- Name: so so_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.so
    ADD CONSTRAINT so_pkey PRIMARY KEY (id);


--
-- Name: su_kien su_kien_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.su_kien
    ADD CONSTRAINT su_kien_pkey PRIMARY KEY (so_id, thu_tu);


--
-- Name: thong_tin thong_tin_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.thong_tin
    ADD CONSTRAINT thong_tin_pkey PRIMARY KEY (khoa);


--
-- Name: van_ban van_ban_ma_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.van_ban
    ADD CONSTRAINT van_ban_ma_key UNIQUE (ma);


--
-- Name: van_ban van_ban_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.van_ban
    ADD CONSTRAINT van_ban_pkey PRIMARY KEY (so_id, so);


--
-- Name: web_about web_about_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.web_about
    ADD CONSTRAINT web_about_pkey PRIMARY KEY (khoa);


--
-- Name: web_failure web_failure_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.web_failure
    ADD CONSTRAINT web_failure_pkey PRIMARY KEY (id);


--
-- Name: web_log web_log_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.web_log
    ADD CONSTRAINT web_log_pkey PRIMARY KEY ("position");


--
-- Name: web_session web_session_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.web_session
    ADD CONSTRAINT web_session_pkey PRIMARY KEY (digest);


--
-- Name: web_user web_user_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.web_user
    ADD CONSTRAINT web_user_pkey PRIMARY KEY (name);


--
-- Name: moc moc_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER moc_delete BEFORE DELETE ON public.moc FOR EACH ROW EXECUTE FUNCTION public.kehoach_append_only();


--
-- Name: moc moc_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER moc_update BEFORE UPDATE ON public.moc FOR EACH ROW EXECUTE FUNCTION public.kehoach_append_only();


--
-- Name: su_kien su_kien_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER su_kien_delete BEFORE DELETE ON public.su_kien FOR EACH ROW EXECUTE FUNCTION public.kehoach_append_only();


--
-- Name: su_kien su_kien_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER su_kien_update BEFORE UPDATE ON public.su_kien FOR EACH ROW EXECUTE FUNCTION public.kehoach_append_only();


--
-- Name: su_kien su_kien_so_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.su_kien
    ADD CONSTRAINT su_kien_so_id_fkey FOREIGN KEY (so_id) REFERENCES public.so(id);


--
-- Name: van_ban van_ban_so_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.van_ban
    ADD CONSTRAINT van_ban_so_id_fkey FOREIGN KEY (so_id) REFERENCES public.so(id);


--
-- PostgreSQL database dump complete
--


