// Generated from docs/api/openapi.json by scripts/generate-api.ts.

export interface paths {
    readonly "/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** État général du serveur (UP/DOWN) */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description État général du serveur (UP/DOWN) */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * @example UP
                             * @enum {string}
                             */
                            readonly status: "UP" | "DOWN";
                            /** @example serveur-prod-01 */
                            readonly hostname: string;
                            /**
                             * Format: date-time
                             * @description Time of the sample, UTC, without fractions.
                             * @example 2025-01-08T15:30:00Z
                             */
                            readonly checked_at: string;
                            /** @description Troubles that do not stop it. */
                            readonly degraded: readonly string[];
                        };
                    };
                };
                /** @description Requête invalide */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Erreur interne */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Pas encore prêt */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cpu": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Utilisation du CPU (%) */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Utilisation du CPU (%) */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * Format: date-time
                             * @description Time of the sample, UTC, without fractions.
                             * @example 2025-01-08T15:30:00Z
                             */
                            readonly checked_at: string;
                            readonly cpu: {
                                /** @example 45.2 */
                                readonly usage_percent: number | null;
                                /** @example 4 */
                                readonly cores: number;
                            };
                        };
                    };
                };
                /** @description Requête invalide */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Erreur interne */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Pas encore prêt */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/memory": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Utilisation de la RAM (%) */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Utilisation de la RAM (%) */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * Format: date-time
                             * @description Time of the sample, UTC, without fractions.
                             * @example 2025-01-08T15:30:00Z
                             */
                            readonly checked_at: string;
                            readonly memory: {
                                /** @example 16 */
                                readonly total_gb: number | null;
                                /** @example 10.5 */
                                readonly used_gb: number | null;
                                /** @example 5.5 */
                                readonly free_gb: number | null;
                                /** @example 65.6 */
                                readonly usage_percent: number | null;
                            };
                        };
                    };
                };
                /** @description Requête invalide */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Erreur interne */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Pas encore prêt */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/disk": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Utilisation du disque (%) */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Utilisation du disque (%) */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * Format: date-time
                             * @description Time of the sample, UTC, without fractions.
                             * @example 2025-01-08T15:30:00Z
                             */
                            readonly checked_at: string;
                            readonly disk: {
                                /** @example 500 */
                                readonly total_gb: number | null;
                                /** @example 320 */
                                readonly used_gb: number | null;
                                /** @example 180 */
                                readonly free_gb: number | null;
                                /** @example 64 */
                                readonly usage_percent: number | null;
                            };
                        };
                    };
                };
                /** @description Requête invalide */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Erreur interne */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Pas encore prêt */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/system": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Toutes les métriques en une seule requête */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Toutes les métriques en une seule requête */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * Format: date-time
                             * @description Time of the sample, UTC, without fractions.
                             * @example 2025-01-08T15:30:00Z
                             */
                            readonly checked_at: string;
                            /** @example serveur-prod-01 */
                            readonly hostname: string;
                            /** @enum {string} */
                            readonly status: "UP";
                            readonly cpu: {
                                /** @example 45.2 */
                                readonly usage_percent: number | null;
                                /** @example 4 */
                                readonly cores: number;
                            };
                            readonly memory: {
                                /** @example 16 */
                                readonly total_gb: number | null;
                                /** @example 10.5 */
                                readonly used_gb: number | null;
                                /** @example 5.5 */
                                readonly free_gb: number | null;
                                /** @example 65.6 */
                                readonly usage_percent: number | null;
                            };
                            readonly disk: {
                                /** @example 500 */
                                readonly total_gb: number | null;
                                /** @example 320 */
                                readonly used_gb: number | null;
                                /** @example 180 */
                                readonly free_gb: number | null;
                                /** @example 64 */
                                readonly usage_percent: number | null;
                            };
                            readonly uptime: {
                                /** @example 45 */
                                readonly days: number;
                                /** @example 12 */
                                readonly hours: number;
                                /** @example 30 */
                                readonly minutes: number;
                                /** @example 45 jours, 12 heures, 30 minutes */
                                readonly formatted: string;
                            };
                        };
                    };
                };
                /** @description Requête invalide */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Erreur interne */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Pas encore prêt */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/os": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Informations sur le système d'exploitation */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Informations sur le système d'exploitation */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * Format: date-time
                             * @description Time of the sample, UTC, without fractions.
                             * @example 2025-01-08T15:30:00Z
                             */
                            readonly checked_at: string;
                            readonly os: {
                                /** @example Ubuntu */
                                readonly name: string;
                                /** @example 22.04.3 LTS */
                                readonly version: string;
                                /** @example x86_64 */
                                readonly architecture: string;
                                /** @example 5.15.0-91-generic */
                                readonly kernel: string;
                            };
                        };
                    };
                };
                /** @description Requête invalide */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Token manquant ou invalide */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Accès refusé */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Erreur interne */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Pas encore prêt */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/load": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Charge système (load average) */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Charge système (load average) */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * Format: date-time
                             * @description Time of the sample, UTC, without fractions.
                             * @example 2025-01-08T15:30:00Z
                             */
                            readonly checked_at: string;
                            readonly load_average: {
                                /** @example 0.52 */
                                readonly "1_min": number | null;
                                /** @example 0.48 */
                                readonly "5_min": number | null;
                                /** @example 0.45 */
                                readonly "15_min": number | null;
                            };
                        };
                    };
                };
                /** @description Requête invalide */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Token manquant ou invalide */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Accès refusé */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Erreur interne */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Pas encore prêt */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/processes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Nombre de processus actifs */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Nombre de processus actifs */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * Format: date-time
                             * @description Time of the sample, UTC, without fractions.
                             * @example 2025-01-08T15:30:00Z
                             */
                            readonly checked_at: string;
                            /** @example 156 */
                            readonly total_processes: number | null;
                            /** @example 2 */
                            readonly running: number | null;
                            /** @example 153 */
                            readonly sleeping: number | null;
                            /** @example 0 */
                            readonly stopped: number | null;
                            /** @example 1 */
                            readonly zombie: number | null;
                        };
                    };
                };
                /** @description Requête invalide */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Token manquant ou invalide */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Accès refusé */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Erreur interne */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Pas encore prêt */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/network": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Statistiques réseau */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /** @description Loopback and virtual interfaces too. */
                    readonly all?: boolean;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Statistiques réseau */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * Format: date-time
                             * @description Time of the sample, UTC, without fractions.
                             * @example 2025-01-08T15:30:00Z
                             */
                            readonly checked_at: string;
                            readonly network: {
                                readonly interfaces: readonly {
                                    /** @example eth0 */
                                    readonly name: string;
                                    /** @example 192.168.1.100 */
                                    readonly ip_address: string | null;
                                    /** @example 00:1A:2B:3C:4D:5E */
                                    readonly mac_address: string | null;
                                    /** @example 1250.5 */
                                    readonly bytes_sent_mb: number | null;
                                    /** @example 3420.8 */
                                    readonly bytes_recv_mb: number | null;
                                }[];
                                /** @example 42 */
                                readonly total_connections: number | null;
                            };
                        };
                    };
                };
                /** @description Requête invalide */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Token manquant ou invalide */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Accès refusé */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Erreur interne */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Pas encore prêt */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/processes/top": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Top 5 des processus (CPU/RAM) */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /** @description What “top” goes by; `cpu` when left out. */
                    readonly sort?: "cpu" | "memory";
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Top 5 des processus (CPU/RAM) */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * Format: date-time
                             * @description Time of the sample, UTC, without fractions.
                             * @example 2025-01-08T15:30:00Z
                             */
                            readonly checked_at: string;
                            readonly top_processes: readonly {
                                /** @example 1234 */
                                readonly pid: number;
                                /** @example mysql */
                                readonly name: string;
                                /** @example 25.4 */
                                readonly cpu_percent: number | null;
                                /** @example 15.2 */
                                readonly memory_percent: number | null;
                            }[];
                            /** @example 156 */
                            readonly total_processes: number;
                        };
                    };
                };
                /** @description Requête invalide */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Token manquant ou invalide */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Accès refusé */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Erreur interne */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Pas encore prêt */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/services": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** État des services (nginx, mysql...) */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description État des services (nginx, mysql...) */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * Format: date-time
                             * @description Time of the sample, UTC, without fractions.
                             * @example 2025-01-08T15:30:00Z
                             */
                            readonly checked_at: string;
                            readonly services: readonly {
                                /** @example nginx */
                                readonly name: string;
                                /**
                                 * @example running
                                 * @enum {string}
                                 */
                                readonly status: "running" | "stopped";
                                /** @example 5 days */
                                readonly uptime: string | null;
                                /** @example running */
                                readonly state: string;
                            }[];
                        };
                    };
                };
                /** @description Requête invalide */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Token manquant ou invalide */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Accès refusé */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Erreur interne */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Pas encore prêt */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/alerts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Liste des alertes si seuils dépassés */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Liste des alertes si seuils dépassés */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * Format: date-time
                             * @description Time of the sample, UTC, without fractions.
                             * @example 2025-01-08T15:30:00Z
                             */
                            readonly checked_at: string;
                            readonly alerts: readonly {
                                /**
                                 * @example CPU
                                 * @enum {string}
                                 */
                                readonly type: "CPU" | "MEMORY" | "DISK";
                                /**
                                 * @example critical
                                 * @enum {string}
                                 */
                                readonly level: "warning" | "critical";
                                /** @example CPU usage is at 94% */
                                readonly message: string;
                                /** @example 94 */
                                readonly value: number;
                                /** @example 90 */
                                readonly threshold: number;
                            }[];
                            /** @example 2 */
                            readonly total_alerts: number;
                        };
                    };
                };
                /** @description Requête invalide */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Token manquant ou invalide */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Accès refusé */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Erreur interne */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Pas encore prêt */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/users": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Liste des utilisateurs */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Liste des utilisateurs */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * Format: date-time
                             * @example 2025-01-08T15:30:00Z
                             */
                            readonly checked_at: string;
                            readonly users: readonly {
                                /** @example 5 */
                                readonly id: number;
                                /** @example jean.dupont */
                                readonly username: string;
                                /**
                                 * @example technicien
                                 * @enum {string}
                                 */
                                readonly role: "viewer" | "technicien" | "admin";
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00Z
                                 */
                                readonly created_at: string;
                                /** @example 2025-01-08T08:30:00Z */
                                readonly last_login: string | null;
                            }[];
                            /** @example 2 */
                            readonly total: number;
                        };
                    };
                };
                /** @description Requête invalide */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Token manquant ou invalide */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Accès refusé */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Erreur interne */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Pas encore prêt */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
            };
        };
        readonly put?: never;
        /** Créer un utilisateur */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /**
                         * @description Lettres, chiffres et . _ @ + - ; 150 caractères au plus.
                         * @example jean.dupont
                         */
                        readonly username: string;
                        /**
                         * @description De 8 à 1024 caractères, différent du nom d'utilisateur.
                         * @example TempPassword123!
                         */
                        readonly password: string;
                        /**
                         * @example technicien
                         * @enum {string}
                         */
                        readonly role: "viewer" | "technicien" | "admin";
                        /**
                         * @description À changer à la première connexion.
                         * @default false
                         */
                        readonly must_change_password?: boolean;
                    };
                };
            };
            readonly responses: {
                /** @description Créer un utilisateur */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example Utilisateur créé avec succès */
                            readonly message: string;
                            readonly user: {
                                /** @example 5 */
                                readonly id: number;
                                /** @example jean.dupont */
                                readonly username: string;
                                /**
                                 * @example technicien
                                 * @enum {string}
                                 */
                                readonly role: "viewer" | "technicien" | "admin";
                                /**
                                 * @example [
                                 *       "read",
                                 *       "execute"
                                 *     ]
                                 */
                                readonly permissions: readonly ("read" | "execute" | "config" | "users")[];
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00Z
                                 */
                                readonly created_at: string;
                            };
                        };
                    };
                };
                /** @description Requête invalide */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Refusé */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Accès refusé */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Nom déjà pris */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Trop volumineux */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Type de contenu non pris en charge */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Erreur interne */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Pas encore prêt */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/users/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Détails d'un utilisateur */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example 5 */
                    readonly id: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Détails d'un utilisateur */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * Format: date-time
                             * @example 2025-01-08T15:30:00Z
                             */
                            readonly checked_at: string;
                            readonly user: {
                                /** @example 5 */
                                readonly id: number;
                                /** @example jean.dupont */
                                readonly username: string;
                                /**
                                 * @example technicien
                                 * @enum {string}
                                 */
                                readonly role: "viewer" | "technicien" | "admin";
                                /**
                                 * @example [
                                 *       "read",
                                 *       "execute"
                                 *     ]
                                 */
                                readonly permissions: readonly ("read" | "execute" | "config" | "users")[];
                                /** @example jean.dupont@example.org */
                                readonly email: string;
                                /** @example Jean */
                                readonly first_name: string;
                                /** @example Dupont */
                                readonly last_name: string;
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00Z
                                 */
                                readonly created_at: string;
                                /** @example 2025-01-08T08:30:00Z */
                                readonly last_login: string | null;
                                /** @example false */
                                readonly must_change_password: boolean;
                            };
                        };
                    };
                };
                /** @description Requête invalide */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Token manquant ou invalide */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Accès refusé */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Introuvable */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Erreur interne */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Pas encore prêt */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
            };
        };
        /** Modifier un utilisateur */
        readonly put: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example 5 */
                    readonly id: number;
                };
                readonly cookie?: never;
            };
            /** @description Ce qui est omis ne change pas. */
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /**
                         * @example technicien
                         * @enum {string}
                         */
                        readonly role?: "viewer" | "technicien" | "admin";
                        /** @example jean.dupont@example.org */
                        readonly email?: string;
                        /** @example Jean */
                        readonly first_name?: string;
                        /** @example Dupont */
                        readonly last_name?: string;
                        /**
                         * @description À changer à la prochaine connexion.
                         * @example TempPassword456!
                         */
                        readonly password?: string;
                    };
                };
            };
            readonly responses: {
                /** @description Modifier un utilisateur */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example Utilisateur modifié avec succès */
                            readonly message: string;
                            readonly user: {
                                /** @example 5 */
                                readonly id: number;
                                /** @example jean.dupont */
                                readonly username: string;
                                /**
                                 * @example technicien
                                 * @enum {string}
                                 */
                                readonly role: "viewer" | "technicien" | "admin";
                                /**
                                 * @example [
                                 *       "read",
                                 *       "execute"
                                 *     ]
                                 */
                                readonly permissions: readonly ("read" | "execute" | "config" | "users")[];
                                /** @example jean.dupont@example.org */
                                readonly email: string;
                                /** @example Jean */
                                readonly first_name: string;
                                /** @example Dupont */
                                readonly last_name: string;
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00Z
                                 */
                                readonly created_at: string;
                                /** @example 2025-01-08T08:30:00Z */
                                readonly last_login: string | null;
                                /** @example false */
                                readonly must_change_password: boolean;
                            };
                        };
                    };
                };
                /** @description Requête invalide */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Refusé */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Accès refusé */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Introuvable */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Dernier administrateur */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Trop volumineux */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Type de contenu non pris en charge */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Erreur interne */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Pas encore prêt */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
            };
        };
        readonly post?: never;
        /** Supprimer un utilisateur */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example 5 */
                    readonly id: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Supprimer un utilisateur */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example Utilisateur supprimé avec succès */
                            readonly message: string;
                        };
                    };
                };
                /** @description Requête invalide */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Token manquant ou invalide */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Accès refusé */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Introuvable */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Dernier administrateur */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Erreur interne */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Pas encore prêt */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
            };
        };
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/config/thresholds": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Voir les seuils actuels */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Voir les seuils actuels */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * Format: date-time
                             * @example 2025-01-08T15:30:00Z
                             */
                            readonly checked_at: string;
                            readonly thresholds: {
                                readonly cpu: {
                                    /**
                                     * @description Pourcentage entier de 0 à 100, inférieur à critical.
                                     * @example 60
                                     */
                                    readonly warning: number;
                                    /**
                                     * @description De 0 à 100.
                                     * @example 85
                                     */
                                    readonly critical: number;
                                };
                                readonly memory: {
                                    /**
                                     * @description Pourcentage entier de 0 à 100, inférieur à critical.
                                     * @example 75
                                     */
                                    readonly warning: number;
                                    /**
                                     * @description De 0 à 100.
                                     * @example 90
                                     */
                                    readonly critical: number;
                                };
                                readonly disk: {
                                    /**
                                     * @description Pourcentage entier de 0 à 100, inférieur à critical.
                                     * @example 70
                                     */
                                    readonly warning: number;
                                    /**
                                     * @description De 0 à 100.
                                     * @example 85
                                     */
                                    readonly critical: number;
                                };
                            };
                        };
                    };
                };
                /** @description Requête invalide */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Token manquant ou invalide */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Accès refusé */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Erreur interne */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Pas encore prêt */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
            };
        };
        /** Modifier les seuils */
        readonly put: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            /** @description Une ou plusieurs ressources parmi cpu, memory, disk ; les autres ne changent pas. */
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        readonly cpu?: {
                            /**
                             * @description Pourcentage entier de 0 à 100, inférieur à critical.
                             * @example 60
                             */
                            readonly warning: number;
                            /**
                             * @description De 0 à 100.
                             * @example 85
                             */
                            readonly critical: number;
                        };
                        readonly memory?: {
                            /**
                             * @description Pourcentage entier de 0 à 100, inférieur à critical.
                             * @example 75
                             */
                            readonly warning: number;
                            /**
                             * @description De 0 à 100.
                             * @example 90
                             */
                            readonly critical: number;
                        };
                        readonly disk?: {
                            /**
                             * @description Pourcentage entier de 0 à 100, inférieur à critical.
                             * @example 70
                             */
                            readonly warning: number;
                            /**
                             * @description De 0 à 100.
                             * @example 85
                             */
                            readonly critical: number;
                        };
                    };
                };
            };
            readonly responses: {
                /** @description Modifier les seuils */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example Seuils mis à jour avec succès */
                            readonly message: string;
                            readonly thresholds: {
                                readonly cpu: {
                                    /**
                                     * @description Pourcentage entier de 0 à 100, inférieur à critical.
                                     * @example 60
                                     */
                                    readonly warning: number;
                                    /**
                                     * @description De 0 à 100.
                                     * @example 85
                                     */
                                    readonly critical: number;
                                };
                                readonly memory: {
                                    /**
                                     * @description Pourcentage entier de 0 à 100, inférieur à critical.
                                     * @example 75
                                     */
                                    readonly warning: number;
                                    /**
                                     * @description De 0 à 100.
                                     * @example 90
                                     */
                                    readonly critical: number;
                                };
                                readonly disk: {
                                    /**
                                     * @description Pourcentage entier de 0 à 100, inférieur à critical.
                                     * @example 70
                                     */
                                    readonly warning: number;
                                    /**
                                     * @description De 0 à 100.
                                     * @example 85
                                     */
                                    readonly critical: number;
                                };
                            };
                            /**
                             * Format: date-time
                             * @example 2025-01-08T15:35:00Z
                             */
                            readonly updated_at: string;
                            /** @example admin */
                            readonly updated_by: string | null;
                        };
                    };
                };
                /** @description Requête invalide */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Refusé */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Accès refusé */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Trop volumineux */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Type de contenu non pris en charge */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Erreur interne */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Pas encore prêt */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
            };
        };
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/config/discord": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Configurer le webhook Discord */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @example https://discord.com/api/webhooks/1234567890/abcdefghijklmnop */
                        readonly webhook_url: string;
                        /** @example true */
                        readonly enabled: boolean;
                        /**
                         * @example [
                         *       "critical",
                         *       "warning"
                         *     ]
                         */
                        readonly notify_on: readonly ("critical" | "warning")[];
                    };
                };
            };
            readonly responses: {
                /** @description Configurer le webhook Discord */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example Configuration Discord sauvegardée */
                            readonly message: string;
                            /** @example true */
                            readonly webhook_configured: boolean;
                            /**
                             * @example [
                             *       "critical",
                             *       "warning"
                             *     ]
                             */
                            readonly notify_on: readonly ("critical" | "warning")[];
                        };
                    };
                };
                /** @description Requête invalide */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Refusé */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Accès refusé */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Trop volumineux */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Type de contenu non pris en charge */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Erreur interne */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Pas encore prêt */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/login": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Se connecter et obtenir un token */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @example admin */
                        readonly username: string;
                        /** @example admin123 */
                        readonly password: string;
                        /** @description Code of the second factor, or a recovery code, of a user who has one. */
                        readonly otp?: string;
                    };
                };
            };
            readonly responses: {
                /** @description Se connecter et obtenir un token */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example Connexion réussie */
                            readonly message: string;
                            /** @example p3R0v8m0b2qk5n7r9t1w3y5z7B9D1F3H5J7L9N1Q3S4 */
                            readonly token: string;
                            readonly user: {
                                /** @example 1 */
                                readonly id: number;
                                /** @example admin */
                                readonly username: string;
                                /**
                                 * @example admin
                                 * @enum {string}
                                 */
                                readonly role: "viewer" | "technicien" | "admin";
                                /**
                                 * @example [
                                 *       "read",
                                 *       "execute",
                                 *       "config",
                                 *       "users"
                                 *     ]
                                 */
                                readonly permissions: readonly ("read" | "execute" | "config" | "users")[];
                            };
                            /**
                             * Format: date-time
                             * @example 2025-01-09T15:30:00Z
                             */
                            readonly expires_at: string;
                            /** @example true */
                            readonly must_change_password: boolean;
                        };
                    };
                };
                /** @description Requête invalide */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Refusé */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Trop volumineux */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Type de contenu non pris en charge */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Trop de tentatives */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Erreur interne */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Pas encore prêt */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/logout": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Se déconnecter */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Se déconnecter */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example Déconnexion réussie */
                            readonly message: string;
                        };
                    };
                };
                /** @description Requête invalide */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Token manquant ou invalide */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Accès refusé */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Erreur interne */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Pas encore prêt */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/me": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Voir mon profil */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Voir mon profil */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * Format: date-time
                             * @description Time of the sample, UTC, without fractions.
                             * @example 2025-01-08T15:30:00Z
                             */
                            readonly checked_at: string;
                            readonly user: {
                                /** @example 1 */
                                readonly id: number;
                                /** @example admin */
                                readonly username: string;
                                /**
                                 * @example admin
                                 * @enum {string}
                                 */
                                readonly role: "viewer" | "technicien" | "admin";
                                /**
                                 * @example [
                                 *       "read",
                                 *       "execute",
                                 *       "config",
                                 *       "users"
                                 *     ]
                                 */
                                readonly permissions: readonly ("read" | "execute" | "config" | "users")[];
                                /**
                                 * Format: date-time
                                 * @example 2025-01-01T10:00:00Z
                                 */
                                readonly created_at: string;
                                /** @example 2025-01-08T14:00:00Z */
                                readonly last_login: string | null;
                                /** @example false */
                                readonly must_change_password: boolean;
                            };
                        };
                    };
                };
                /** @description Requête invalide */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Token manquant ou invalide */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Accès refusé */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Erreur interne */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Pas encore prêt */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/change-password": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Changer mon mot de passe */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @description The password of today. */
                        readonly current_password: string;
                        /** @description The password to come. */
                        readonly new_password: string;
                        /** @description The password to come, once more. */
                        readonly confirm_password: string;
                    };
                };
            };
            readonly responses: {
                /** @description Changer mon mot de passe */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example Mot de passe modifié avec succès */
                            readonly message: string;
                        };
                    };
                };
                /** @description Requête invalide */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Refusé */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Accès refusé */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Trop volumineux */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Type de contenu non pris en charge */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Erreur interne */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
                /** @description Pas encore prêt */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HealthCheckError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/metrics/cpu/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** CPU use */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description CPU use */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * Format: date-time
                             * @description ISO-8601, UTC.
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly timestamp: string;
                            /** @example 45.2 */
                            readonly usage: number | null;
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/metrics/memory/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Memory use */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Memory use */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * Format: date-time
                             * @description ISO-8601, UTC.
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly timestamp: string;
                            /** @example 45.2 */
                            readonly usage: number | null;
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/metrics/network/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Network statistics */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Network statistics */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": readonly {
                            /**
                             * Format: date-time
                             * @description ISO-8601, UTC.
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly timestamp: string;
                            /** @example eth0 */
                            readonly interface: string;
                            /** @example 3586971238 */
                            readonly received: number | null;
                            /** @example 1311244288 */
                            readonly sent: number | null;
                        }[];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/metrics/storage/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Storage use */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Storage use */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": readonly {
                            /**
                             * Format: date-time
                             * @description ISO-8601, UTC.
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly timestamp: string;
                            /** @example / */
                            readonly mount_point: string;
                            /** @example 536870912000 */
                            readonly total: number | null;
                            /** @example 343597383680 */
                            readonly used: number | null;
                            /** @example 193273528320 */
                            readonly free: number | null;
                        }[];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/system": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** This machine at one instant */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description This machine at one instant */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * Format: date-time
                             * @description ISO-8601, UTC.
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly timestamp: string;
                            /** @example serveur-prod-01 */
                            readonly hostname: string;
                            readonly os: {
                                /** @example Debian GNU/Linux */
                                readonly name: string;
                                /** @example 12 */
                                readonly version: string;
                                /** @example x86_64 */
                                readonly architecture: string;
                                /** @example 6.1.0-28-amd64 */
                                readonly kernel: string;
                            };
                            /**
                             * Format: date-time
                             * @description ISO-8601, UTC.
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly booted_at: string;
                            /** @example 3931800 */
                            readonly uptime_seconds: number | null;
                            readonly cpu: {
                                readonly model: string | null;
                                readonly cores: number;
                                /** @description User (nice included) (percent) */
                                readonly user: number | null;
                                /** @description System (percent) */
                                readonly system: number | null;
                                /** @description Idle (percent) */
                                readonly idle: number | null;
                                /** @description Waiting for I/O (percent) */
                                readonly iowait: number | null;
                                /** @description Stolen by the hypervisor (percent) */
                                readonly steal: number | null;
                                /** @description Hardware interrupts (percent) */
                                readonly irq: number | null;
                                /** @description Software interrupts (percent) */
                                readonly softirq: number | null;
                                /** @description Total (percent) */
                                readonly usage: number | null;
                                readonly per_core: readonly (number | null)[];
                            };
                            readonly load: {
                                /** @description Load, 1 minute (load) */
                                readonly one: number | null;
                                /** @description Load, 5 minutes (load) */
                                readonly five: number | null;
                                /** @description Load, 15 minutes (load) */
                                readonly fifteen: number | null;
                            };
                            readonly memory: {
                                /** @description Total (bytes) */
                                readonly total: number | null;
                                /** @description Used (total − available) (bytes) */
                                readonly used: number | null;
                                /** @description Available (bytes) */
                                readonly available: number | null;
                                /** @description Page cache (bytes) */
                                readonly cached: number | null;
                                /** @description Buffers (bytes) */
                                readonly buffers: number | null;
                                /** @description Used (percent) */
                                readonly usage: number | null;
                                /** @description Swap, total (bytes) */
                                readonly swap_total: number | null;
                                /** @description Swap, used (bytes) */
                                readonly swap_used: number | null;
                            };
                            readonly storage: readonly {
                                readonly mount_point: string;
                                /** @description Size (bytes) */
                                readonly total: number | null;
                                /** @description Used (bytes) */
                                readonly used: number | null;
                                /** @description Available to users (bytes) */
                                readonly available: number | null;
                                /** @description Used (percent) */
                                readonly usage: number | null;
                                /** @description Inodes (count) */
                                readonly inodes_total: number | null;
                                /** @description Inodes used (count) */
                                readonly inodes_used: number | null;
                            }[];
                            readonly processes: {
                                /** @description Processes (count) */
                                readonly total: number | null;
                                /** @description Running (count) */
                                readonly running: number | null;
                                /** @description Sleeping (idle and waiting included) (count) */
                                readonly sleeping: number | null;
                                /** @description Stopped or traced (count) */
                                readonly stopped: number | null;
                                /** @description Zombie (count) */
                                readonly zombie: number | null;
                            };
                            readonly pressure: {
                                /** @description CPU: some tasks waited, 10 s (percent) */
                                readonly cpu_some: number | null;
                                /** @description Memory: some tasks waited, 10 s (percent) */
                                readonly memory_some: number | null;
                                /** @description Memory: all tasks waited, 10 s (percent) */
                                readonly memory_full: number | null;
                                /** @description I/O: some tasks waited, 10 s (percent) */
                                readonly io_some: number | null;
                                /** @description I/O: all tasks waited, 10 s (percent) */
                                readonly io_full: number | null;
                            };
                            readonly temperatures: readonly {
                                readonly sensor: string;
                                /** @description Temperature (celsius) */
                                readonly celsius: number | null;
                            }[];
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/network": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Interfaces and connections */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Interfaces and connections */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * Format: date-time
                             * @description ISO-8601, UTC.
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly timestamp: string;
                            readonly interfaces: readonly {
                                /** @example eth0 */
                                readonly name: string;
                                readonly ipv4: readonly string[];
                                readonly ipv6: readonly string[];
                                readonly mac: string | null;
                                readonly speed: number | null;
                                readonly up: boolean;
                                readonly virtual: boolean;
                                /** @description Received (bytes) */
                                readonly rx_bytes: number | null;
                                /** @description Sent (bytes) */
                                readonly tx_bytes: number | null;
                                /** @description Packets received (count) */
                                readonly rx_packets: number | null;
                                /** @description Packets sent (count) */
                                readonly tx_packets: number | null;
                                /** @description Receive errors (count) */
                                readonly rx_errors: number | null;
                                /** @description Send errors (count) */
                                readonly tx_errors: number | null;
                                /** @description Of the link speed, busier direction (percent) */
                                readonly utilization: number | null;
                            }[];
                            readonly connections: {
                                /** @description TCP sockets (count) */
                                readonly tcp: number | null;
                                /** @description TCP connections established (count) */
                                readonly tcp_established: number | null;
                                /** @description TCP sockets listening (count) */
                                readonly tcp_listen: number | null;
                                /** @description UDP sockets (count) */
                                readonly udp: number | null;
                            };
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/services": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Operating-system services */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Operating-system services */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * Format: date-time
                             * @description ISO-8601, UTC.
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly timestamp: string;
                            readonly services: readonly {
                                /** @example nginx */
                                readonly name: string;
                                readonly description: string;
                                /** @enum {string} */
                                readonly status: "running" | "stopped" | "failed" | "starting" | "stopping" | "unknown";
                                readonly since: number | null;
                                readonly enabled: boolean | null;
                            }[];
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/processes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Processes */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly sort?: "cpu" | "memory" | "pid" | "name";
                    readonly limit?: number;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Processes */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * Format: date-time
                             * @description ISO-8601, UTC.
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly timestamp: string;
                            readonly total: number;
                            readonly running: number;
                            readonly sleeping: number;
                            readonly stopped: number;
                            readonly zombie: number;
                            readonly processes: readonly {
                                /** @example 1234 */
                                readonly pid: number;
                                readonly parent: number;
                                /** @example postgres */
                                readonly name: string;
                                readonly command: string;
                                /** @example postgres */
                                readonly user: string;
                                /** @enum {string} */
                                readonly state: "running" | "sleeping" | "stopped" | "zombie";
                                /** @example 12.5 */
                                readonly cpu_percent: number | null;
                                /** @example 3.1 */
                                readonly memory_percent: number | null;
                                readonly memory_bytes: number;
                                readonly threads: number;
                                /**
                                 * Format: date-time
                                 * @description ISO-8601, UTC.
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly started_at: string;
                            }[];
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/processus": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Processes */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly sort?: "cpu" | "memory" | "pid" | "name";
                    readonly limit?: number;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Processes */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * Format: date-time
                             * @description ISO-8601, UTC.
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly timestamp: string;
                            readonly total: number;
                            readonly running: number;
                            readonly sleeping: number;
                            readonly stopped: number;
                            readonly zombie: number;
                            readonly processes: readonly {
                                /** @example 1234 */
                                readonly pid: number;
                                readonly parent: number;
                                /** @example postgres */
                                readonly name: string;
                                readonly command: string;
                                /** @example postgres */
                                readonly user: string;
                                /** @enum {string} */
                                readonly state: "running" | "sleeping" | "stopped" | "zombie";
                                /** @example 12.5 */
                                readonly cpu_percent: number | null;
                                /** @example 3.1 */
                                readonly memory_percent: number | null;
                                readonly memory_bytes: number;
                                readonly threads: number;
                                /**
                                 * Format: date-time
                                 * @description ISO-8601, UTC.
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly started_at: string;
                            }[];
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who is signed in */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Who is signed in */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly user: {
                                readonly id: number;
                                /** @example admin */
                                readonly username: string;
                                /** @example admin */
                                readonly role: string;
                                readonly permissions: readonly string[];
                            };
                            readonly must_change_password: boolean;
                            /**
                             * Format: date-time
                             * @description ISO-8601, UTC.
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly expires_at: string;
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        /** Sign in */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @example admin */
                        readonly username: string;
                        /** @example admin123 */
                        readonly password: string;
                        /** @description Code of the second factor, or a recovery code, of a user who has one. */
                        readonly otp?: string;
                    };
                };
            };
            readonly responses: {
                /** @description Sign in */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly user: {
                                readonly id: number;
                                /** @example admin */
                                readonly username: string;
                                /** @example admin */
                                readonly role: string;
                                readonly permissions: readonly string[];
                            };
                            readonly must_change_password: boolean;
                            /**
                             * Format: date-time
                             * @description ISO-8601, UTC.
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly expires_at: string;
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Wrong credentials */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many attempts */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        /** Sign out */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done */
                readonly 204: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session/password": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Change one’s password */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        readonly current_password: string;
                        readonly new_password: string;
                        readonly confirm_password: string;
                    };
                };
            };
            readonly responses: {
                /** @description Done */
                readonly 204: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session/options": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Ways to sign in */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Ways to sign in */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @description Whether a new password can be had by mail. */
                            readonly password_reset: boolean;
                            /**
                             * @description The OpenID Connect provider that GET /api/oidc/start leads to, if there is one.
                             * @example {
                             *       "label": "Example ID"
                             *     }
                             */
                            readonly single_sign_on: {
                                readonly label: string;
                            } | null;
                        };
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/oidc/start": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Sign in at the OpenID Connect provider */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /**
                     * @description Page of the web app to go to afterwards.
                     * @example /hosts/1
                     */
                    readonly next?: string;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done */
                readonly 302: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/oidc/callback": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Where the provider sends the browser back to */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done */
                readonly 302: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/password-reset": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Ask for a new password by mail
         * @description The answer is the same whether there is such a user or not; 404 where the hub has no mail server.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /**
                         * @description User name or mail address.
                         * @example jean.dupont
                         */
                        readonly account: string;
                    };
                };
            };
            readonly responses: {
                /** @description Done */
                readonly 202: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description No mail server */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many attempts */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/password-reset/confirm": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Set a new password with the link of the mail
         * @description Ends every session of the user. The link works once, for 30 minutes.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @description Of the link in the mail. */
                        readonly token: string;
                        /** @description 8 to 1024 characters, other than the user name. */
                        readonly new_password: string;
                    };
                };
            };
            readonly responses: {
                /** @description Done */
                readonly 204: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description No mail server */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/profile": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One’s own profile */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description One’s own profile */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example jean.dupont */
                            readonly username: string;
                            /** @example technicien */
                            readonly role: string;
                            readonly email: string;
                            readonly first_name: string;
                            readonly last_name: string;
                            /** @description Whether the user has a password here. */
                            readonly password: boolean;
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        /**
         * Change one’s mail address or names
         * @description The password confirms it: a link to set a new one goes to that address.
         */
        readonly put: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @description The password, to confirm; empty for a user who has none here. */
                        readonly password: string;
                        readonly email?: string;
                        readonly first_name?: string;
                        readonly last_name?: string;
                    };
                };
            };
            readonly responses: {
                /** @description Change one’s mail address or names */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example jean.dupont */
                            readonly username: string;
                            /** @example technicien */
                            readonly role: string;
                            readonly email: string;
                            readonly first_name: string;
                            readonly last_name: string;
                            /** @description Whether the user has a password here. */
                            readonly password: boolean;
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many attempts */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/two-factor": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Two-factor authentication */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Two-factor authentication */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly enabled: boolean;
                            /** @example 2025-01-08T15:30:00.000Z */
                            readonly since: string | null;
                            /**
                             * @description Recovery codes that are left.
                             * @example 10
                             */
                            readonly recovery_codes: number;
                            /** @description Whether the user has a password here to confirm. */
                            readonly password: boolean;
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        /**
         * Begin to enrol
         * @description The secret counts once a code of it was given to POST /api/two-factor/confirm; one begun earlier ends.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @description The password, to confirm; empty for a user who signs in elsewhere and has none here. */
                        readonly password: string;
                    };
                };
            };
            readonly responses: {
                /** @description Begin to enrol */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * @description For typing in; base32.
                             * @example JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP
                             */
                            readonly secret: string;
                            /** @example otpauth://totp/Hyperion:admin?issuer=Hyperion&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&period=30 */
                            readonly uri: string;
                            /** @description The same as a QR code: an SVG as a data URI. */
                            readonly qr: string;
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description It is on already */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many attempts */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/two-factor/confirm": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Turn it on with a first code */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @description Code of the second factor, or a recovery code, of a user who has one. */
                        readonly otp: string;
                    };
                };
            };
            readonly responses: {
                /** @description Turn it on with a first code */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * @description Shown this once.
                             * @example [
                             *       "k7dq-2mfx-9hra-v4tp"
                             *     ]
                             */
                            readonly recovery_codes: readonly string[];
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Nothing was begun */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many attempts */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/two-factor/recovery-codes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** New recovery codes */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @description Code of the second factor, or a recovery code, of a user who has one. */
                        readonly otp: string;
                    };
                };
            };
            readonly responses: {
                /** @description New recovery codes */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * @description Shown this once.
                             * @example [
                             *       "k7dq-2mfx-9hra-v4tp"
                             *     ]
                             */
                            readonly recovery_codes: readonly string[];
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description It is off */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many attempts */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/two-factor/disable": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Turn it off */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @description The password, to confirm; empty for a user who signs in elsewhere and has none here. */
                        readonly password: string;
                        /** @description Code of the second factor, or a recovery code, of a user who has one. */
                        readonly otp: string;
                    };
                };
            };
            readonly responses: {
                /** @description Done */
                readonly 204: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description It is off */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many attempts */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session/step-up": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Give a code once more
         * @description Opens the dangerous changes, which answer 403 STEP_UP_REQUIRED without, to this session for ten minutes.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @description Code of the second factor, or a recovery code, of a user who has one. */
                        readonly otp: string;
                    };
                };
            };
            readonly responses: {
                /** @description Done */
                readonly 204: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description The user has no second factor */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many attempts */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/users/{id}/two-factor": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Turn it off for a user who has lost it */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example 5 */
                    readonly id: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done */
                readonly 204: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description One’s own */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/sessions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One’s own sessions */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description One’s own sessions */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly sessions: readonly {
                                /** @example 0b0f6f0e-6a5c-4b7e-9c53-3c6d0f2f8a11 */
                                readonly id: string;
                                /**
                                 * @description Signed in at `POST /login`, in the browser, at `POST /api/v1/auth/token/` or at `POST /api/auth/token/`.
                                 * @enum {string}
                                 */
                                readonly kind: "token" | "cookie" | "jwt" | "permanent";
                                /**
                                 * Format: date-time
                                 * @example 2026-01-15T12:00:00.000Z
                                 */
                                readonly created_at: string;
                                /**
                                 * @description About when it was last used, to the minute.
                                 * @example 2026-01-15T12:00:00.000Z
                                 */
                                readonly last_seen_at: string | null;
                                /**
                                 * @description Null for a token that lasts.
                                 * @example 2026-01-15T12:00:00.000Z
                                 */
                                readonly expires_at: string | null;
                                /**
                                 * @description Of the client at sign-in.
                                 * @example 192.0.2.10
                                 */
                                readonly address: string;
                                /**
                                 * @description What the client called itself, empty when it did not.
                                 * @example curl/8.14.1
                                 */
                                readonly user_agent: string;
                                /** @description The one that asks. */
                                readonly current: boolean;
                            }[];
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        /** End all of one’s sessions but this one */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done */
                readonly 204: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/sessions/{session}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** End one of one’s sessions */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /**
                     * @description Id of the session or key.
                     * @example 0b0f6f0e-6a5c-4b7e-9c53-3c6d0f2f8a11
                     */
                    readonly session: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done */
                readonly 204: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/api-keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * API keys
         * @description One’s own; those of all users for administrators.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description API keys */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly keys: readonly {
                                /** @example 0b0f6f0e-6a5c-4b7e-9c53-3c6d0f2f8a11 */
                                readonly id: string;
                                /** @example Grafana */
                                readonly name: string;
                                /**
                                 * @example viewer
                                 * @enum {string}
                                 */
                                readonly role: "viewer" | "technicien" | "admin";
                                /**
                                 * @description How the key begins.
                                 * @example hyp_k3Jx
                                 */
                                readonly hint: string;
                                readonly user: {
                                    /** @example 1 */
                                    readonly id: number;
                                    /** @example admin */
                                    readonly username: string;
                                };
                                /**
                                 * Format: date-time
                                 * @example 2026-01-15T12:00:00.000Z
                                 */
                                readonly created_at: string;
                                /**
                                 * @description Null for a key without an end.
                                 * @example 2026-01-15T12:00:00.000Z
                                 */
                                readonly expires_at: string | null;
                                /**
                                 * @description About when, to the minute; null when never.
                                 * @example 2026-01-15T12:00:00.000Z
                                 */
                                readonly last_used_at: string | null;
                                readonly expired: boolean;
                            }[];
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        /**
         * Make an API key
         * @description Goes as `Authorization: Bearer hyp_…` wherever a token does; a new password or role of its user ends it.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /**
                         * @description Up to 100 characters.
                         * @example Grafana
                         */
                        readonly name: string;
                        /**
                         * @description At most one’s own, which it is when left out.
                         * @example viewer
                         * @enum {string}
                         */
                        readonly role?: "viewer" | "technicien" | "admin";
                        /**
                         * @description ISO-8601 with its zone; null or left out for a key without an end.
                         * @example null
                         */
                        readonly expires_at?: string | null;
                    };
                };
            };
            readonly responses: {
                /** @description Make an API key */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example 0b0f6f0e-6a5c-4b7e-9c53-3c6d0f2f8a11 */
                            readonly id: string;
                            /** @example Grafana */
                            readonly name: string;
                            /**
                             * @example viewer
                             * @enum {string}
                             */
                            readonly role: "viewer" | "technicien" | "admin";
                            /**
                             * @description How the key begins.
                             * @example hyp_k3Jx
                             */
                            readonly hint: string;
                            readonly user: {
                                /** @example 1 */
                                readonly id: number;
                                /** @example admin */
                                readonly username: string;
                            };
                            /**
                             * Format: date-time
                             * @example 2026-01-15T12:00:00.000Z
                             */
                            readonly created_at: string;
                            /**
                             * @description Null for a key without an end.
                             * @example 2026-01-15T12:00:00.000Z
                             */
                            readonly expires_at: string | null;
                            /**
                             * @description About when, to the minute; null when never.
                             * @example 2026-01-15T12:00:00.000Z
                             */
                            readonly last_used_at: string | null;
                            readonly expired: boolean;
                            /**
                             * @description The key itself, shown this once.
                             * @example hyp_k3JxM0v0vM3dMJt1SjC9Yb4mXwq2c1uA5rO7eWfGh8I
                             */
                            readonly key: string;
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many keys */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/api-keys/{session}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Remove an API key
         * @description One’s own; anybody’s for administrators.
         */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /**
                     * @description Id of the session or key.
                     * @example 0b0f6f0e-6a5c-4b7e-9c53-3c6d0f2f8a11
                     */
                    readonly session: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done */
                readonly 204: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/tasks/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Tasks with their last run */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Tasks with their last run */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly tasks: readonly {
                                /** @example record_cpu_usage */
                                readonly name: string;
                                readonly description: string;
                                /** @example 60 */
                                readonly every_seconds: number | null;
                                readonly running: boolean;
                                readonly next_run: string | null;
                                readonly last_run: {
                                    readonly id: number;
                                    /** @example record_storage_usage */
                                    readonly task: string;
                                    /** @enum {string} */
                                    readonly trigger: "schedule" | "manual";
                                    /** @example admin */
                                    readonly started_by: string | null;
                                    /**
                                     * Format: date-time
                                     * @description ISO-8601, UTC.
                                     * @example 2025-01-08T15:30:00.000Z
                                     */
                                    readonly started_at: string;
                                    readonly finished_at: string | null;
                                    /** @example 12 */
                                    readonly duration_ms: number | null;
                                    /** @example success */
                                    readonly result: ("success" | "failure") | null;
                                    /** @example 2 file systems recorded */
                                    readonly message: string | null;
                                } | null;
                            }[];
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        /** Run a task now */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @example record_storage_usage */
                        readonly name: string;
                    };
                };
            };
            readonly responses: {
                /** @description Run a task now */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly id: number;
                            /** @example record_storage_usage */
                            readonly task: string;
                            /** @enum {string} */
                            readonly trigger: "schedule" | "manual";
                            /** @example admin */
                            readonly started_by: string | null;
                            /**
                             * Format: date-time
                             * @description ISO-8601, UTC.
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly started_at: string;
                            readonly finished_at: string | null;
                            /** @example 12 */
                            readonly duration_ms: number | null;
                            /** @example success */
                            readonly result: ("success" | "failure") | null;
                            /** @example 2 file systems recorded */
                            readonly message: string | null;
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description No such task */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description It is running already */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/tasks/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One task with its last run */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example record_storage_usage */
                    readonly name: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description One task with its last run */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example record_cpu_usage */
                            readonly name: string;
                            readonly description: string;
                            /** @example 60 */
                            readonly every_seconds: number | null;
                            readonly running: boolean;
                            readonly next_run: string | null;
                            readonly last_run: {
                                readonly id: number;
                                /** @example record_storage_usage */
                                readonly task: string;
                                /** @enum {string} */
                                readonly trigger: "schedule" | "manual";
                                /** @example admin */
                                readonly started_by: string | null;
                                /**
                                 * Format: date-time
                                 * @description ISO-8601, UTC.
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly started_at: string;
                                readonly finished_at: string | null;
                                /** @example 12 */
                                readonly duration_ms: number | null;
                                /** @example success */
                                readonly result: ("success" | "failure") | null;
                                /** @example 2 file systems recorded */
                                readonly message: string | null;
                            } | null;
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/tasks/{name}/run": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Run this task now */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example record_storage_usage */
                    readonly name: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Run this task now */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly id: number;
                            /** @example record_storage_usage */
                            readonly task: string;
                            /** @enum {string} */
                            readonly trigger: "schedule" | "manual";
                            /** @example admin */
                            readonly started_by: string | null;
                            /**
                             * Format: date-time
                             * @description ISO-8601, UTC.
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly started_at: string;
                            readonly finished_at: string | null;
                            /** @example 12 */
                            readonly duration_ms: number | null;
                            /** @example success */
                            readonly result: ("success" | "failure") | null;
                            /** @example 2 file systems recorded */
                            readonly message: string | null;
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description No such task */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description It is running already */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/hosts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Monitored machines */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Monitored machines */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly hosts: readonly {
                                /** @example 1 */
                                readonly id: number;
                                /** @example serveur-prod-01 */
                                readonly name: string;
                                /** @enum {string} */
                                readonly kind: "hub" | "agent" | "ssh" | "prometheus";
                                /** @description Its reports come. */
                                readonly online: boolean;
                                readonly last_seen: number | null;
                                /** @description From one stored report to the next. */
                                readonly interval_seconds: number;
                                /** @description The interval was set for this host; otherwise it is the hub’s. */
                                readonly own_interval: boolean;
                                /** @description What cannot be seen of this host. */
                                readonly lacks: readonly string[];
                                /** @description Troubles, one line each. */
                                readonly degraded: readonly string[];
                                /** @description Null for the hub’s own machine. */
                                readonly agent: {
                                    readonly version: string;
                                    /** @description Where its connection comes or came from. */
                                    readonly address: string;
                                    readonly connected: boolean;
                                    readonly last_seen: number | null;
                                    /** @description Epoch milliseconds. */
                                    readonly enrolled_at: number;
                                    readonly interval_seconds: number;
                                    /** @description The interval was set for this host; otherwise it is the hub’s. */
                                    readonly own_interval: boolean;
                                    /** @description How far its clock is ahead of the hub’s; negative when behind. */
                                    readonly skew_ms: number | null;
                                    /** @description What the agent is too old for. */
                                    readonly lacks: readonly string[];
                                    /** @description Reports that wait on the host; null while the agent is not connected. */
                                    readonly buffer: {
                                        readonly reports: number;
                                        readonly bytes: number;
                                        /** @description Reports that a full buffer lost. */
                                        readonly dropped: number;
                                        /** @description Reports that the hub refused. */
                                        readonly refused: number;
                                        readonly trouble: string | null;
                                    } | null;
                                    /** @description A second agent claims to be this host. */
                                    readonly conflict: {
                                        /** @description Epoch milliseconds. */
                                        readonly at: number;
                                        readonly connected: {
                                            readonly hostname: string;
                                            readonly address: string;
                                        };
                                        readonly refused: {
                                            readonly hostname: string;
                                            readonly address: string;
                                        };
                                    } | null;
                                } | null;
                                readonly tags: readonly string[];
                            }[];
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/hosts/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One machine, and what it has history of */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example 1 */
                    readonly id: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description One machine, and what it has history of */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example 1 */
                            readonly id: number;
                            /** @example serveur-prod-01 */
                            readonly name: string;
                            /** @enum {string} */
                            readonly kind: "hub" | "agent" | "ssh" | "prometheus";
                            /** @description Its reports come. */
                            readonly online: boolean;
                            readonly last_seen: number | null;
                            /** @description From one stored report to the next. */
                            readonly interval_seconds: number;
                            /** @description The interval was set for this host; otherwise it is the hub’s. */
                            readonly own_interval: boolean;
                            /** @description What cannot be seen of this host. */
                            readonly lacks: readonly string[];
                            /** @description Troubles, one line each. */
                            readonly degraded: readonly string[];
                            /** @description Null for the hub’s own machine. */
                            readonly agent: {
                                readonly version: string;
                                /** @description Where its connection comes or came from. */
                                readonly address: string;
                                readonly connected: boolean;
                                readonly last_seen: number | null;
                                /** @description Epoch milliseconds. */
                                readonly enrolled_at: number;
                                readonly interval_seconds: number;
                                /** @description The interval was set for this host; otherwise it is the hub’s. */
                                readonly own_interval: boolean;
                                /** @description How far its clock is ahead of the hub’s; negative when behind. */
                                readonly skew_ms: number | null;
                                /** @description What the agent is too old for. */
                                readonly lacks: readonly string[];
                                /** @description Reports that wait on the host; null while the agent is not connected. */
                                readonly buffer: {
                                    readonly reports: number;
                                    readonly bytes: number;
                                    /** @description Reports that a full buffer lost. */
                                    readonly dropped: number;
                                    /** @description Reports that the hub refused. */
                                    readonly refused: number;
                                    readonly trouble: string | null;
                                } | null;
                                /** @description A second agent claims to be this host. */
                                readonly conflict: {
                                    /** @description Epoch milliseconds. */
                                    readonly at: number;
                                    readonly connected: {
                                        readonly hostname: string;
                                        readonly address: string;
                                    };
                                    readonly refused: {
                                        readonly hostname: string;
                                        readonly address: string;
                                    };
                                } | null;
                            } | null;
                            readonly tags: readonly string[];
                            readonly info: {
                                readonly hostname: string;
                                readonly os: {
                                    /** @example Debian GNU/Linux */
                                    readonly name: string;
                                    /** @example 12 */
                                    readonly version: string;
                                    /** @example x86_64 */
                                    readonly architecture: string;
                                    /** @example 6.1.0-28-amd64 */
                                    readonly kernel: string;
                                };
                                readonly cpu: {
                                    readonly model: string | null;
                                    readonly cores: number;
                                };
                                readonly memory_bytes: number;
                                /** @description Epoch milliseconds. */
                                readonly booted_at: number;
                            };
                            readonly interfaces: readonly {
                                /** @example eth0 */
                                readonly name: string;
                                readonly ipv4: readonly string[];
                                readonly ipv6: readonly string[];
                                readonly mac: string | null;
                                readonly speed: number | null;
                                readonly up: boolean;
                                readonly virtual: boolean;
                            }[];
                            readonly cloud: {
                                /** @example azure */
                                readonly provider: string;
                                readonly region: string | null;
                                readonly instance_type: string | null;
                            } | null;
                            readonly mounts: readonly {
                                readonly mount: string;
                                readonly device: string;
                                readonly type: string;
                                readonly stuck: boolean;
                            }[];
                            readonly series: readonly {
                                readonly group: string;
                                readonly instance: string;
                                readonly first: number;
                                readonly last: number;
                            }[];
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        /**
         * Rename a host, or set how often it reports
         * @description A new interval counts at once, or as soon as the agent of the host is connected.
         */
        readonly put: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example 1 */
                    readonly id: number;
                };
                readonly cookie?: never;
            };
            /** @description What is left out stays. */
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @example web-01 */
                        readonly name?: string;
                        /**
                         * @description Null for the hub’s own interval.
                         * @example 15
                         */
                        readonly interval_seconds?: number | null;
                    };
                };
            };
            readonly responses: {
                /** @description Rename a host, or set how often it reports */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example 1 */
                            readonly id: number;
                            /** @example serveur-prod-01 */
                            readonly name: string;
                            /** @enum {string} */
                            readonly kind: "hub" | "agent" | "ssh" | "prometheus";
                            /** @description Its reports come. */
                            readonly online: boolean;
                            readonly last_seen: number | null;
                            /** @description From one stored report to the next. */
                            readonly interval_seconds: number;
                            /** @description The interval was set for this host; otherwise it is the hub’s. */
                            readonly own_interval: boolean;
                            /** @description What cannot be seen of this host. */
                            readonly lacks: readonly string[];
                            /** @description Troubles, one line each. */
                            readonly degraded: readonly string[];
                            /** @description Null for the hub’s own machine. */
                            readonly agent: {
                                readonly version: string;
                                /** @description Where its connection comes or came from. */
                                readonly address: string;
                                readonly connected: boolean;
                                readonly last_seen: number | null;
                                /** @description Epoch milliseconds. */
                                readonly enrolled_at: number;
                                readonly interval_seconds: number;
                                /** @description The interval was set for this host; otherwise it is the hub’s. */
                                readonly own_interval: boolean;
                                /** @description How far its clock is ahead of the hub’s; negative when behind. */
                                readonly skew_ms: number | null;
                                /** @description What the agent is too old for. */
                                readonly lacks: readonly string[];
                                /** @description Reports that wait on the host; null while the agent is not connected. */
                                readonly buffer: {
                                    readonly reports: number;
                                    readonly bytes: number;
                                    /** @description Reports that a full buffer lost. */
                                    readonly dropped: number;
                                    /** @description Reports that the hub refused. */
                                    readonly refused: number;
                                    readonly trouble: string | null;
                                } | null;
                                /** @description A second agent claims to be this host. */
                                readonly conflict: {
                                    /** @description Epoch milliseconds. */
                                    readonly at: number;
                                    readonly connected: {
                                        readonly hostname: string;
                                        readonly address: string;
                                    };
                                    readonly refused: {
                                        readonly hostname: string;
                                        readonly address: string;
                                    };
                                } | null;
                            } | null;
                            readonly tags: readonly string[];
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description The hub’s own machine */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly post?: never;
        /**
         * Delete a host with its history
         * @description Its agent is refused from then on. The name of the host has to be given, since nothing brings the history back.
         */
        readonly delete: {
            readonly parameters: {
                readonly query: {
                    /**
                     * @description The name of the host, to the letter.
                     * @example web-01
                     */
                    readonly confirm: string;
                };
                readonly header?: never;
                readonly path: {
                    /** @example 1 */
                    readonly id: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done */
                readonly 204: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description The hub’s own machine */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/hosts/{id}/tags": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Set the tags of a machine */
        readonly put: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example 1 */
                    readonly id: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    /**
                     * @example {
                     *       "tags": [
                     *         "web",
                     *         "paris"
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly tags: readonly string[];
                    };
                };
            };
            readonly responses: {
                /** @description Set the tags of a machine */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example 1 */
                            readonly id: number;
                            /** @example serveur-prod-01 */
                            readonly name: string;
                            /** @enum {string} */
                            readonly kind: "hub" | "agent" | "ssh" | "prometheus";
                            /** @description Its reports come. */
                            readonly online: boolean;
                            readonly last_seen: number | null;
                            /** @description From one stored report to the next. */
                            readonly interval_seconds: number;
                            /** @description The interval was set for this host; otherwise it is the hub’s. */
                            readonly own_interval: boolean;
                            /** @description What cannot be seen of this host. */
                            readonly lacks: readonly string[];
                            /** @description Troubles, one line each. */
                            readonly degraded: readonly string[];
                            /** @description Null for the hub’s own machine. */
                            readonly agent: {
                                readonly version: string;
                                /** @description Where its connection comes or came from. */
                                readonly address: string;
                                readonly connected: boolean;
                                readonly last_seen: number | null;
                                /** @description Epoch milliseconds. */
                                readonly enrolled_at: number;
                                readonly interval_seconds: number;
                                /** @description The interval was set for this host; otherwise it is the hub’s. */
                                readonly own_interval: boolean;
                                /** @description How far its clock is ahead of the hub’s; negative when behind. */
                                readonly skew_ms: number | null;
                                /** @description What the agent is too old for. */
                                readonly lacks: readonly string[];
                                /** @description Reports that wait on the host; null while the agent is not connected. */
                                readonly buffer: {
                                    readonly reports: number;
                                    readonly bytes: number;
                                    /** @description Reports that a full buffer lost. */
                                    readonly dropped: number;
                                    /** @description Reports that the hub refused. */
                                    readonly refused: number;
                                    readonly trouble: string | null;
                                } | null;
                                /** @description A second agent claims to be this host. */
                                readonly conflict: {
                                    /** @description Epoch milliseconds. */
                                    readonly at: number;
                                    readonly connected: {
                                        readonly hostname: string;
                                        readonly address: string;
                                    };
                                    readonly refused: {
                                        readonly hostname: string;
                                        readonly address: string;
                                    };
                                } | null;
                            } | null;
                            readonly tags: readonly string[];
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/hosts/{id}/series": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** History of a metric group */
        readonly get: {
            readonly parameters: {
                readonly query: {
                    /** @example cpu */
                    readonly group: "cpu" | "core" | "load" | "memory" | "filesystem" | "disk" | "network" | "connections" | "system" | "processes" | "pressure" | "temperature";
                    /** @description Core, mount, device, interface or sensor; empty for the host itself. */
                    readonly instance?: string;
                    /**
                     * @description Comma-separated metric ids of the group; all of it when left out.
                     * @example cpu.user,cpu.system
                     */
                    readonly metrics?: string;
                    /** @description Start, inclusive, an hour before the end when left out; epoch milliseconds or ISO-8601. */
                    readonly from?: string;
                    /** @description End, exclusive, now when left out; epoch milliseconds or ISO-8601. */
                    readonly to?: string;
                    /** @description Up to so many points come as stored; above, buckets of equal width. */
                    readonly points?: number;
                };
                readonly header?: never;
                readonly path: {
                    /** @example 1 */
                    readonly id: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description History of a metric group */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly group: string;
                            readonly instance: string;
                            /** @description Width of a bucket in ms, 0 when the points are as stored. */
                            readonly bucket: number;
                            /** @description Damaged blocks in the range were left out. */
                            readonly damaged: boolean;
                            /** @description Epoch milliseconds, ascending. */
                            readonly times: readonly number[];
                            readonly columns: readonly {
                                /** @example cpu.user */
                                readonly metric: string;
                                readonly values: readonly (number | null)[];
                                readonly min?: readonly (number | null)[];
                                readonly max?: readonly (number | null)[];
                            }[];
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/hosts/{id}/statistics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Statistics of a metric group */
        readonly get: {
            readonly parameters: {
                readonly query: {
                    /** @example cpu */
                    readonly group: "cpu" | "core" | "load" | "memory" | "filesystem" | "disk" | "network" | "connections" | "system" | "processes" | "pressure" | "temperature";
                    /** @description Core, mount, device, interface or sensor; empty for the host itself. */
                    readonly instance?: string;
                    /**
                     * @description Comma-separated metric ids of the group; all of it when left out.
                     * @example cpu.user,cpu.system
                     */
                    readonly metrics?: string;
                    /** @description Start, inclusive, an hour before the end when left out; epoch milliseconds or ISO-8601. */
                    readonly from?: string;
                    /** @description End, exclusive, now when left out; epoch milliseconds or ISO-8601. */
                    readonly to?: string;
                };
                readonly header?: never;
                readonly path: {
                    /** @example 1 */
                    readonly id: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Statistics of a metric group */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly group: string;
                            readonly instance: string;
                            readonly from: number;
                            readonly to: number;
                            readonly metrics: readonly {
                                /** @example cpu.usage */
                                readonly metric: string;
                                /** @example percent */
                                readonly unit: string;
                                readonly statistics: {
                                    readonly count: number;
                                    readonly min: number | null;
                                    readonly max: number | null;
                                    readonly avg: number | null;
                                    readonly stddev: number | null;
                                    readonly p50: number | null;
                                    readonly p75: number | null;
                                    readonly p90: number | null;
                                    readonly p95: number | null;
                                    readonly p97_5: number | null;
                                    readonly p99: number | null;
                                    readonly p100: number | null;
                                    readonly current: number | null;
                                } | null;
                            }[];
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/enrolment-tokens": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Enrolment tokens, newest first */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Enrolment tokens, newest first */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly tokens: readonly {
                                /** @example 1 */
                                readonly id: number;
                                readonly label: string;
                                /** @description Epoch milliseconds. */
                                readonly created_at: number;
                                /** @example admin */
                                readonly created_by: string;
                                /** @description Epoch milliseconds. */
                                readonly expires_at: number;
                                readonly used_at: number | null;
                                /** @description The host it let in, while there is one. */
                                readonly host: number | null;
                            }[];
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        /**
         * Make an enrolment token
         * @description Lets one agent in, once. The token is told in this answer and never again.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /**
                         * @default
                         * @example web servers
                         */
                        readonly label?: string;
                        /**
                         * @description How long it may be used.
                         * @default 60
                         */
                        readonly minutes?: number;
                    };
                };
            };
            readonly responses: {
                /** @description Make an enrolment token */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example 1 */
                            readonly id: number;
                            readonly label: string;
                            /** @description Epoch milliseconds. */
                            readonly created_at: number;
                            /** @example admin */
                            readonly created_by: string;
                            /** @description Epoch milliseconds. */
                            readonly expires_at: number;
                            readonly used_at: number | null;
                            /** @description The host it let in, while there is one. */
                            readonly host: number | null;
                            /** @description Told this once. */
                            readonly token: string;
                            /**
                             * @description Where agents reach this hub.
                             * @example https://hyperion.example
                             */
                            readonly hub: string;
                            /** @description Installs an agent; to be pasted on the host. */
                            readonly command: string;
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/enrolment-tokens/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Take back a token that was not used */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example 1 */
                    readonly id: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done */
                readonly 204: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/audit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Who did what, newest first
         * @description To go on, ask again with `before` set to `next`.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly limit?: number;
                    /** @description Only entries older than the one with this id. */
                    readonly before?: number;
                    /** @example session.sign_in */
                    readonly action?: string;
                    /**
                     * @description User name, to the letter.
                     * @example admin
                     */
                    readonly actor?: string;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Who did what, newest first */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly entries: readonly {
                                /** @example 42 */
                                readonly id: number;
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly timestamp: string;
                                readonly actor: {
                                    /**
                                     * @description Null where nobody was signed in.
                                     * @example 1
                                     */
                                    readonly id: number | null;
                                    /** @example admin */
                                    readonly name: string;
                                };
                                /**
                                 * @description Of the client.
                                 * @example 192.0.2.10
                                 */
                                readonly address: string;
                                /**
                                 * @description `area.verb`
                                 * @example session.sign_in
                                 */
                                readonly action: string;
                                /** @example record_cpu_usage */
                                readonly target: string | null;
                                /**
                                 * @example {
                                 *       "kind": "cookie"
                                 *     }
                                 */
                                readonly details: {
                                    readonly [key: string]: unknown;
                                };
                                /** @enum {string} */
                                readonly outcome: "success" | "failure";
                            }[];
                            /**
                             * @description For `before`; null at the end of the log.
                             * @example 42
                             */
                            readonly next: number | null;
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/users": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Users */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Users */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly users: readonly {
                                /** @example 5 */
                                readonly id: number;
                                /** @example jean.dupont */
                                readonly username: string;
                                /**
                                 * @example technicien
                                 * @enum {string}
                                 */
                                readonly role: "viewer" | "technicien" | "admin";
                                /**
                                 * @description Empty when unknown, as the names are.
                                 * @example jean.dupont@example.org
                                 */
                                readonly email: string;
                                /** @example Jean */
                                readonly first_name: string;
                                /** @example Dupont */
                                readonly last_name: string;
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly created_at: string;
                                /** @example 2025-01-08T08:30:00.000Z */
                                readonly last_login: string | null;
                                readonly must_change_password: boolean;
                                /** @description Whether two-factor authentication is on. */
                                readonly two_factor: boolean;
                            }[];
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        /** Create a user */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /**
                         * @description Letters, digits and . _ @ + -; up to 150 characters.
                         * @example jean.dupont
                         */
                        readonly username: string;
                        /**
                         * @description 8 to 1024 characters, other than the user name; to be changed at the first login.
                         * @example TempPassword123!
                         */
                        readonly password: string;
                        /**
                         * @example technicien
                         * @enum {string}
                         */
                        readonly role: "viewer" | "technicien" | "admin";
                    };
                };
            };
            readonly responses: {
                /** @description Create a user */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example 5 */
                            readonly id: number;
                            /** @example jean.dupont */
                            readonly username: string;
                            /**
                             * @example technicien
                             * @enum {string}
                             */
                            readonly role: "viewer" | "technicien" | "admin";
                            /**
                             * @description Empty when unknown, as the names are.
                             * @example jean.dupont@example.org
                             */
                            readonly email: string;
                            /** @example Jean */
                            readonly first_name: string;
                            /** @example Dupont */
                            readonly last_name: string;
                            /**
                             * Format: date-time
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly created_at: string;
                            /** @example 2025-01-08T08:30:00.000Z */
                            readonly last_login: string | null;
                            readonly must_change_password: boolean;
                            /** @description Whether two-factor authentication is on. */
                            readonly two_factor: boolean;
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description The user name is taken */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/users/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One user */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example 5 */
                    readonly id: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description One user */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example 5 */
                            readonly id: number;
                            /** @example jean.dupont */
                            readonly username: string;
                            /**
                             * @example technicien
                             * @enum {string}
                             */
                            readonly role: "viewer" | "technicien" | "admin";
                            /**
                             * @description Empty when unknown, as the names are.
                             * @example jean.dupont@example.org
                             */
                            readonly email: string;
                            /** @example Jean */
                            readonly first_name: string;
                            /** @example Dupont */
                            readonly last_name: string;
                            /**
                             * Format: date-time
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly created_at: string;
                            /** @example 2025-01-08T08:30:00.000Z */
                            readonly last_login: string | null;
                            readonly must_change_password: boolean;
                            /** @description Whether two-factor authentication is on. */
                            readonly two_factor: boolean;
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        /**
         * Change a user
         * @description A new role or password ends every session of the user.
         */
        readonly put: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example 5 */
                    readonly id: number;
                };
                readonly cookie?: never;
            };
            /** @description What is left out stays. */
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /**
                         * @example technicien
                         * @enum {string}
                         */
                        readonly role?: "viewer" | "technicien" | "admin";
                        /** @example jean.dupont@example.org */
                        readonly email?: string;
                        /** @example Jean */
                        readonly first_name?: string;
                        /** @example Dupont */
                        readonly last_name?: string;
                        /**
                         * @description To be changed at the next login.
                         * @example TempPassword456!
                         */
                        readonly password?: string;
                    };
                };
            };
            readonly responses: {
                /** @description Change a user */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example 5 */
                            readonly id: number;
                            /** @example jean.dupont */
                            readonly username: string;
                            /**
                             * @example technicien
                             * @enum {string}
                             */
                            readonly role: "viewer" | "technicien" | "admin";
                            /**
                             * @description Empty when unknown, as the names are.
                             * @example jean.dupont@example.org
                             */
                            readonly email: string;
                            /** @example Jean */
                            readonly first_name: string;
                            /** @example Dupont */
                            readonly last_name: string;
                            /**
                             * Format: date-time
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly created_at: string;
                            /** @example 2025-01-08T08:30:00.000Z */
                            readonly last_login: string | null;
                            readonly must_change_password: boolean;
                            /** @description Whether two-factor authentication is on. */
                            readonly two_factor: boolean;
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description The last administrator */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly post?: never;
        /** Delete a user */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example 5 */
                    readonly id: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done */
                readonly 204: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description The last administrator */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/thresholds": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Alert thresholds */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Alert thresholds */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly thresholds: {
                                readonly cpu: {
                                    /**
                                     * @description Whole percentage from 0 to 100, below critical.
                                     * @example 70
                                     */
                                    readonly warning: number;
                                    /**
                                     * @description From 0 to 100.
                                     * @example 90
                                     */
                                    readonly critical: number;
                                };
                                readonly memory: {
                                    /**
                                     * @description Whole percentage from 0 to 100, below critical.
                                     * @example 70
                                     */
                                    readonly warning: number;
                                    /**
                                     * @description From 0 to 100.
                                     * @example 90
                                     */
                                    readonly critical: number;
                                };
                                readonly disk: {
                                    /**
                                     * @description Whole percentage from 0 to 100, below critical.
                                     * @example 70
                                     */
                                    readonly warning: number;
                                    /**
                                     * @description From 0 to 100.
                                     * @example 90
                                     */
                                    readonly critical: number;
                                };
                            };
                            /** @example 2025-01-08T15:35:00.000Z */
                            readonly updated_at: string | null;
                            /** @example admin */
                            readonly updated_by: string | null;
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        /** Change alert thresholds */
        readonly put: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            /** @description One or more of cpu, memory, disk; the others stay. */
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        readonly cpu?: {
                            /**
                             * @description Whole percentage from 0 to 100, below critical.
                             * @example 70
                             */
                            readonly warning: number;
                            /**
                             * @description From 0 to 100.
                             * @example 90
                             */
                            readonly critical: number;
                        };
                        readonly memory?: {
                            /**
                             * @description Whole percentage from 0 to 100, below critical.
                             * @example 70
                             */
                            readonly warning: number;
                            /**
                             * @description From 0 to 100.
                             * @example 90
                             */
                            readonly critical: number;
                        };
                        readonly disk?: {
                            /**
                             * @description Whole percentage from 0 to 100, below critical.
                             * @example 70
                             */
                            readonly warning: number;
                            /**
                             * @description From 0 to 100.
                             * @example 90
                             */
                            readonly critical: number;
                        };
                    };
                };
            };
            readonly responses: {
                /** @description Change alert thresholds */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly thresholds: {
                                readonly cpu: {
                                    /**
                                     * @description Whole percentage from 0 to 100, below critical.
                                     * @example 70
                                     */
                                    readonly warning: number;
                                    /**
                                     * @description From 0 to 100.
                                     * @example 90
                                     */
                                    readonly critical: number;
                                };
                                readonly memory: {
                                    /**
                                     * @description Whole percentage from 0 to 100, below critical.
                                     * @example 70
                                     */
                                    readonly warning: number;
                                    /**
                                     * @description From 0 to 100.
                                     * @example 90
                                     */
                                    readonly critical: number;
                                };
                                readonly disk: {
                                    /**
                                     * @description Whole percentage from 0 to 100, below critical.
                                     * @example 70
                                     */
                                    readonly warning: number;
                                    /**
                                     * @description From 0 to 100.
                                     * @example 90
                                     */
                                    readonly critical: number;
                                };
                            };
                            /** @example 2025-01-08T15:35:00.000Z */
                            readonly updated_at: string | null;
                            /** @example admin */
                            readonly updated_by: string | null;
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/alerts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Alerts that are firing, and those that match, newest first */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    readonly state?: "firing" | "resolved";
                    readonly level?: "warning" | "critical";
                    readonly host?: number;
                    /** @description With the alerts about its missing values. */
                    readonly rule?: string;
                    /** @description Text of the title, the message, the instance or the name of the host. */
                    readonly search?: string;
                    readonly limit?: number;
                    /** @description The `next` of the page before. */
                    readonly before?: number;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Alerts that are firing, and those that match, newest first */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @description All that fire now, newest first. */
                            readonly current: readonly {
                                readonly id: number;
                                readonly host: number;
                                readonly host_name: string;
                                /**
                                 * @description `cpu`, `memory` or `disk` for a threshold, else `rule:<id>`; with `:no-data` when values are missing.
                                 * @example cpu
                                 */
                                readonly rule: string;
                                /** @description Mount point, device, unit …; empty for the host itself. */
                                readonly instance: string;
                                /** @example CPU */
                                readonly title: string;
                                /** @example percent */
                                readonly unit: string;
                                /** @example CPU usage is at 94% */
                                readonly message: string;
                                /**
                                 * @description The worst so far.
                                 * @enum {string}
                                 */
                                readonly level: "warning" | "critical";
                                /** @enum {string} */
                                readonly state: "firing" | "resolved";
                                /** @description As of the latest event; null where there is nothing to measure. */
                                readonly value: number | null;
                                readonly threshold: number | null;
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly started_at: string;
                                readonly resolved_at: string | null;
                                /** @description Until now while it fires. */
                                readonly duration_seconds: number;
                                readonly acknowledged_at: string | null;
                                readonly acknowledged_by: string | null;
                                /** @description It came and went so often that it has to stay calm for a while to be over. */
                                readonly flapping: boolean;
                                /** @description Channels are not told for the time being. */
                                readonly silenced: boolean;
                                readonly silenced_until: string | null;
                            }[];
                            /** @description Those that match, newest first. */
                            readonly recent: readonly {
                                readonly id: number;
                                readonly host: number;
                                readonly host_name: string;
                                /**
                                 * @description `cpu`, `memory` or `disk` for a threshold, else `rule:<id>`; with `:no-data` when values are missing.
                                 * @example cpu
                                 */
                                readonly rule: string;
                                /** @description Mount point, device, unit …; empty for the host itself. */
                                readonly instance: string;
                                /** @example CPU */
                                readonly title: string;
                                /** @example percent */
                                readonly unit: string;
                                /** @example CPU usage is at 94% */
                                readonly message: string;
                                /**
                                 * @description The worst so far.
                                 * @enum {string}
                                 */
                                readonly level: "warning" | "critical";
                                /** @enum {string} */
                                readonly state: "firing" | "resolved";
                                /** @description As of the latest event; null where there is nothing to measure. */
                                readonly value: number | null;
                                readonly threshold: number | null;
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly started_at: string;
                                readonly resolved_at: string | null;
                                /** @description Until now while it fires. */
                                readonly duration_seconds: number;
                                readonly acknowledged_at: string | null;
                                readonly acknowledged_by: string | null;
                                /** @description It came and went so often that it has to stay calm for a while to be over. */
                                readonly flapping: boolean;
                                /** @description Channels are not told for the time being. */
                                readonly silenced: boolean;
                                readonly silenced_until: string | null;
                            }[];
                            /** @description The `before` to go on with; null at the end. */
                            readonly next: number | null;
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/alerts/{alert}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One alert with what happened to it and who was told */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example 1 */
                    readonly alert: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description One alert with what happened to it and who was told */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly id: number;
                            readonly host: number;
                            readonly host_name: string;
                            /**
                             * @description `cpu`, `memory` or `disk` for a threshold, else `rule:<id>`; with `:no-data` when values are missing.
                             * @example cpu
                             */
                            readonly rule: string;
                            /** @description Mount point, device, unit …; empty for the host itself. */
                            readonly instance: string;
                            /** @example CPU */
                            readonly title: string;
                            /** @example percent */
                            readonly unit: string;
                            /** @example CPU usage is at 94% */
                            readonly message: string;
                            /**
                             * @description The worst so far.
                             * @enum {string}
                             */
                            readonly level: "warning" | "critical";
                            /** @enum {string} */
                            readonly state: "firing" | "resolved";
                            /** @description As of the latest event; null where there is nothing to measure. */
                            readonly value: number | null;
                            readonly threshold: number | null;
                            /**
                             * Format: date-time
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly started_at: string;
                            readonly resolved_at: string | null;
                            /** @description Until now while it fires. */
                            readonly duration_seconds: number;
                            readonly acknowledged_at: string | null;
                            readonly acknowledged_by: string | null;
                            /** @description It came and went so often that it has to stay calm for a while to be over. */
                            readonly flapping: boolean;
                            /** @description Channels are not told for the time being. */
                            readonly silenced: boolean;
                            readonly silenced_until: string | null;
                            /** @description Oldest first. */
                            readonly events: readonly {
                                /** @enum {string} */
                                readonly kind: "fired" | "escalated" | "resolved" | "reminded" | "acknowledged" | "unacknowledged";
                                /** @enum {string} */
                                readonly level: "warning" | "critical";
                                readonly value: number | null;
                                readonly threshold: number | null;
                                readonly message: string;
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly at: string;
                                /**
                                 * @description Whether channels were told at once, after a silence, or not at all.
                                 * @enum {string}
                                 */
                                readonly told: "now" | "held" | "never";
                                readonly actor: string | null;
                            }[];
                            /** @description Oldest first. */
                            readonly deliveries: readonly {
                                readonly id: number;
                                readonly channel: number;
                                /** @enum {string} */
                                readonly kind: "fired" | "escalated" | "resolved" | "reminded";
                                /** @enum {string} */
                                readonly status: "queued" | "sent" | "failed";
                                readonly attempts: number;
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly created_at: string;
                                readonly finished_at: string | null;
                                readonly error: string | null;
                            }[];
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/alerts/{alert}/acknowledge": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Take an alert on */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example 1 */
                    readonly alert: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Take an alert on */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly id: number;
                            readonly host: number;
                            readonly host_name: string;
                            /**
                             * @description `cpu`, `memory` or `disk` for a threshold, else `rule:<id>`; with `:no-data` when values are missing.
                             * @example cpu
                             */
                            readonly rule: string;
                            /** @description Mount point, device, unit …; empty for the host itself. */
                            readonly instance: string;
                            /** @example CPU */
                            readonly title: string;
                            /** @example percent */
                            readonly unit: string;
                            /** @example CPU usage is at 94% */
                            readonly message: string;
                            /**
                             * @description The worst so far.
                             * @enum {string}
                             */
                            readonly level: "warning" | "critical";
                            /** @enum {string} */
                            readonly state: "firing" | "resolved";
                            /** @description As of the latest event; null where there is nothing to measure. */
                            readonly value: number | null;
                            readonly threshold: number | null;
                            /**
                             * Format: date-time
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly started_at: string;
                            readonly resolved_at: string | null;
                            /** @description Until now while it fires. */
                            readonly duration_seconds: number;
                            readonly acknowledged_at: string | null;
                            readonly acknowledged_by: string | null;
                            /** @description It came and went so often that it has to stay calm for a while to be over. */
                            readonly flapping: boolean;
                            /** @description Channels are not told for the time being. */
                            readonly silenced: boolean;
                            readonly silenced_until: string | null;
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description The alert is over */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        /** Take an alert on no more */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example 1 */
                    readonly alert: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Take an alert on no more */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly id: number;
                            readonly host: number;
                            readonly host_name: string;
                            /**
                             * @description `cpu`, `memory` or `disk` for a threshold, else `rule:<id>`; with `:no-data` when values are missing.
                             * @example cpu
                             */
                            readonly rule: string;
                            /** @description Mount point, device, unit …; empty for the host itself. */
                            readonly instance: string;
                            /** @example CPU */
                            readonly title: string;
                            /** @example percent */
                            readonly unit: string;
                            /** @example CPU usage is at 94% */
                            readonly message: string;
                            /**
                             * @description The worst so far.
                             * @enum {string}
                             */
                            readonly level: "warning" | "critical";
                            /** @enum {string} */
                            readonly state: "firing" | "resolved";
                            /** @description As of the latest event; null where there is nothing to measure. */
                            readonly value: number | null;
                            readonly threshold: number | null;
                            /**
                             * Format: date-time
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly started_at: string;
                            readonly resolved_at: string | null;
                            /** @description Until now while it fires. */
                            readonly duration_seconds: number;
                            readonly acknowledged_at: string | null;
                            readonly acknowledged_by: string | null;
                            /** @description It came and went so often that it has to stay calm for a while to be over. */
                            readonly flapping: boolean;
                            /** @description Channels are not told for the time being. */
                            readonly silenced: boolean;
                            readonly silenced_until: string | null;
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description The alert is over */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/alerts/{alert}/silence": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Silence the rule of an alert on its host and instance */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example 1 */
                    readonly alert: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    /**
                     * @example {
                     *       "to": "2040-01-08T15:30:00Z",
                     *       "reason": "Known"
                     *     }
                     */
                    readonly "application/json": {
                        /**
                         * @description ISO-8601.
                         * @example 2040-01-08T15:30:00Z
                         */
                        readonly to: string;
                        /** @default  */
                        readonly reason?: string;
                    };
                };
            };
            readonly responses: {
                /** @description Silence the rule of an alert on its host and instance */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly id: number;
                            /** @description Ids; these hosts and those with one of the tags. */
                            readonly hosts: readonly number[];
                            /** @description With no hosts either: all hosts. */
                            readonly tags: readonly string[];
                            /** @description `cpu`, `memory`, `disk` or `rule:<id>`; none means all. */
                            readonly rules: readonly string[];
                            /** @description `*` and `?` stand for anything and one character, commas separate, `!` before a pattern leaves out. */
                            readonly instances: string;
                            /**
                             * Format: date-time
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly from: string;
                            /**
                             * Format: date-time
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly to: string;
                            readonly reason: string;
                            /** @example admin */
                            readonly author: string;
                            /**
                             * Format: date-time
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly created_at: string;
                            /** @enum {string} */
                            readonly state: "past" | "active" | "future";
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/rules": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Rules */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Rules */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly rules: readonly {
                                readonly id: number;
                                /** @description Unique. */
                                readonly name: string;
                                readonly enabled: boolean;
                                /** @enum {string} */
                                readonly kind: "metric" | "filling" | "silent" | "unit_failed";
                                /** @description Catalog id; null unless the kind is `metric`. */
                                readonly metric: string | null;
                                /**
                                 * @description Of a metric: breached strictly above, or strictly below its levels.
                                 * @enum {string}
                                 */
                                readonly condition: "above" | "below";
                                /** @description In the unit of the metric (of a counter per second), hours until full (`filling`), minutes without a report (`silent`), minutes since the failure (`unit_failed`); null for no such level. */
                                readonly warning: number | null;
                                /** @description In the unit of the metric (of a counter per second), hours until full (`filling`), minutes without a report (`silent`), minutes since the failure (`unit_failed`); null for no such level. */
                                readonly critical: number | null;
                                /** @description `*` and `?` stand for anything and one character, commas separate, `!` before a pattern leaves out. */
                                readonly instances: string;
                                /** @description How long it has to last, 0 to 86400. */
                                readonly for_seconds: number;
                                /** @description How far on the good side of the first level a value has to be for an alert to be over. */
                                readonly margin: number;
                                /**
                                 * @description Whether a metric that had values and has none any more is an alert.
                                 * @enum {string}
                                 */
                                readonly no_data: "ignore" | "alert";
                                /** @description After so long, 1 to 10080. */
                                readonly no_data_minutes: number;
                                /** @description Ids; these hosts and those with one of the tags. */
                                readonly hosts: readonly number[];
                                /** @description With no hosts either: all hosts. */
                                readonly tags: readonly string[];
                                /** @description Null for always. */
                                readonly schedule: {
                                    /** @description 1 is Monday, 7 is Sunday. */
                                    readonly days: readonly number[];
                                    /** @description `HH:MM` on the wall clock of the zone. */
                                    readonly from: string;
                                    /** @description Not after `from`: over midnight. The same: all day. */
                                    readonly to: string;
                                    /**
                                     * @description IANA name.
                                     * @example Europe/Paris
                                     */
                                    readonly zone: string;
                                } | null;
                                /** @description Comes with Hyperion: can be changed and switched off, not deleted. */
                                readonly built_in: boolean;
                                /** @description Its alerts that fire now. */
                                readonly firing: number;
                                /** @description Null, as its author is, for one that is as it came. */
                                readonly updated_at: string | null;
                                readonly updated_by: string | null;
                            }[];
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        /** Add a rule */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    /**
                     * @example {
                     *       "name": "High load",
                     *       "kind": "metric",
                     *       "metric": "load.five",
                     *       "warning": 8,
                     *       "critical": 16,
                     *       "for_seconds": 300,
                     *       "margin": 1
                     *     }
                     */
                    readonly "application/json": {
                        /** @description Unique. */
                        readonly name: string;
                        /** @enum {string} */
                        readonly kind: "metric" | "filling" | "silent" | "unit_failed";
                        /** @default true */
                        readonly enabled?: boolean;
                        /**
                         * @description Catalog id; null unless the kind is `metric`.
                         * @default null
                         */
                        readonly metric?: string | null;
                        /**
                         * @description Of a metric: breached strictly above, or strictly below its levels.
                         * @default above
                         * @enum {string}
                         */
                        readonly condition?: "above" | "below";
                        /**
                         * @description In the unit of the metric (of a counter per second), hours until full (`filling`), minutes without a report (`silent`), minutes since the failure (`unit_failed`); null for no such level.
                         * @default null
                         */
                        readonly warning?: number | null;
                        /**
                         * @description In the unit of the metric (of a counter per second), hours until full (`filling`), minutes without a report (`silent`), minutes since the failure (`unit_failed`); null for no such level.
                         * @default null
                         */
                        readonly critical?: number | null;
                        /**
                         * @description `*` and `?` stand for anything and one character, commas separate, `!` before a pattern leaves out.
                         * @default *
                         */
                        readonly instances?: string;
                        /**
                         * @description How long it has to last, 0 to 86400.
                         * @default 0
                         */
                        readonly for_seconds?: number;
                        /**
                         * @description How far on the good side of the first level a value has to be for an alert to be over.
                         * @default 0
                         */
                        readonly margin?: number;
                        /**
                         * @description Whether a metric that had values and has none any more is an alert.
                         * @default ignore
                         * @enum {string}
                         */
                        readonly no_data?: "ignore" | "alert";
                        /**
                         * @description After so long, 1 to 10080.
                         * @default 10
                         */
                        readonly no_data_minutes?: number;
                        /**
                         * @description Ids; these hosts and those with one of the tags.
                         * @default []
                         */
                        readonly hosts?: readonly number[];
                        /**
                         * @description With no hosts either: all hosts.
                         * @default []
                         */
                        readonly tags?: readonly string[];
                        /**
                         * @description Null for always.
                         * @default null
                         */
                        readonly schedule?: {
                            /** @description 1 is Monday, 7 is Sunday. */
                            readonly days: readonly number[];
                            /** @description `HH:MM` on the wall clock of the zone. */
                            readonly from: string;
                            /** @description Not after `from`: over midnight. The same: all day. */
                            readonly to: string;
                            /**
                             * @description IANA name.
                             * @example Europe/Paris
                             */
                            readonly zone: string;
                        } | null;
                    };
                };
            };
            readonly responses: {
                /** @description Add a rule */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly id: number;
                            /** @description Unique. */
                            readonly name: string;
                            readonly enabled: boolean;
                            /** @enum {string} */
                            readonly kind: "metric" | "filling" | "silent" | "unit_failed";
                            /** @description Catalog id; null unless the kind is `metric`. */
                            readonly metric: string | null;
                            /**
                             * @description Of a metric: breached strictly above, or strictly below its levels.
                             * @enum {string}
                             */
                            readonly condition: "above" | "below";
                            /** @description In the unit of the metric (of a counter per second), hours until full (`filling`), minutes without a report (`silent`), minutes since the failure (`unit_failed`); null for no such level. */
                            readonly warning: number | null;
                            /** @description In the unit of the metric (of a counter per second), hours until full (`filling`), minutes without a report (`silent`), minutes since the failure (`unit_failed`); null for no such level. */
                            readonly critical: number | null;
                            /** @description `*` and `?` stand for anything and one character, commas separate, `!` before a pattern leaves out. */
                            readonly instances: string;
                            /** @description How long it has to last, 0 to 86400. */
                            readonly for_seconds: number;
                            /** @description How far on the good side of the first level a value has to be for an alert to be over. */
                            readonly margin: number;
                            /**
                             * @description Whether a metric that had values and has none any more is an alert.
                             * @enum {string}
                             */
                            readonly no_data: "ignore" | "alert";
                            /** @description After so long, 1 to 10080. */
                            readonly no_data_minutes: number;
                            /** @description Ids; these hosts and those with one of the tags. */
                            readonly hosts: readonly number[];
                            /** @description With no hosts either: all hosts. */
                            readonly tags: readonly string[];
                            /** @description Null for always. */
                            readonly schedule: {
                                /** @description 1 is Monday, 7 is Sunday. */
                                readonly days: readonly number[];
                                /** @description `HH:MM` on the wall clock of the zone. */
                                readonly from: string;
                                /** @description Not after `from`: over midnight. The same: all day. */
                                readonly to: string;
                                /**
                                 * @description IANA name.
                                 * @example Europe/Paris
                                 */
                                readonly zone: string;
                            } | null;
                            /** @description Comes with Hyperion: can be changed and switched off, not deleted. */
                            readonly built_in: boolean;
                            /** @description Its alerts that fire now. */
                            readonly firing: number;
                            /** @description Null, as its author is, for one that is as it came. */
                            readonly updated_at: string | null;
                            readonly updated_by: string | null;
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description There is a rule of this name, or it comes with Hyperion */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/rules/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What a rule can watch */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description What a rule can watch */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly metrics: readonly {
                                /** @example network.rx_bytes */
                                readonly id: string;
                                readonly group: string;
                                /** @description What an instance is; `host` where there is one alone. */
                                readonly instance: string;
                                readonly label: string;
                                /** @description Of the levels: `per_second` and `bytes_per_second` for counters. */
                                readonly unit: string;
                                readonly counter: boolean;
                                /** @description Between this and `most` the levels have to be. */
                                readonly least: number;
                                readonly most: number;
                            }[];
                            /** @description All that hosts have. */
                            readonly tags: readonly string[];
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/rules/{rule}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One rule */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example 1 */
                    readonly rule: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description One rule */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly id: number;
                            /** @description Unique. */
                            readonly name: string;
                            readonly enabled: boolean;
                            /** @enum {string} */
                            readonly kind: "metric" | "filling" | "silent" | "unit_failed";
                            /** @description Catalog id; null unless the kind is `metric`. */
                            readonly metric: string | null;
                            /**
                             * @description Of a metric: breached strictly above, or strictly below its levels.
                             * @enum {string}
                             */
                            readonly condition: "above" | "below";
                            /** @description In the unit of the metric (of a counter per second), hours until full (`filling`), minutes without a report (`silent`), minutes since the failure (`unit_failed`); null for no such level. */
                            readonly warning: number | null;
                            /** @description In the unit of the metric (of a counter per second), hours until full (`filling`), minutes without a report (`silent`), minutes since the failure (`unit_failed`); null for no such level. */
                            readonly critical: number | null;
                            /** @description `*` and `?` stand for anything and one character, commas separate, `!` before a pattern leaves out. */
                            readonly instances: string;
                            /** @description How long it has to last, 0 to 86400. */
                            readonly for_seconds: number;
                            /** @description How far on the good side of the first level a value has to be for an alert to be over. */
                            readonly margin: number;
                            /**
                             * @description Whether a metric that had values and has none any more is an alert.
                             * @enum {string}
                             */
                            readonly no_data: "ignore" | "alert";
                            /** @description After so long, 1 to 10080. */
                            readonly no_data_minutes: number;
                            /** @description Ids; these hosts and those with one of the tags. */
                            readonly hosts: readonly number[];
                            /** @description With no hosts either: all hosts. */
                            readonly tags: readonly string[];
                            /** @description Null for always. */
                            readonly schedule: {
                                /** @description 1 is Monday, 7 is Sunday. */
                                readonly days: readonly number[];
                                /** @description `HH:MM` on the wall clock of the zone. */
                                readonly from: string;
                                /** @description Not after `from`: over midnight. The same: all day. */
                                readonly to: string;
                                /**
                                 * @description IANA name.
                                 * @example Europe/Paris
                                 */
                                readonly zone: string;
                            } | null;
                            /** @description Comes with Hyperion: can be changed and switched off, not deleted. */
                            readonly built_in: boolean;
                            /** @description Its alerts that fire now. */
                            readonly firing: number;
                            /** @description Null, as its author is, for one that is as it came. */
                            readonly updated_at: string | null;
                            readonly updated_by: string | null;
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        /**
         * Change a rule
         * @description As a whole: what is left out is as it is for a new one. Its alerts end, untold, and begin anew where they still apply.
         */
        readonly put: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example 1 */
                    readonly rule: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    /**
                     * @example {
                     *       "name": "High load",
                     *       "kind": "metric",
                     *       "metric": "load.five",
                     *       "warning": 8,
                     *       "critical": 16,
                     *       "for_seconds": 300,
                     *       "margin": 1
                     *     }
                     */
                    readonly "application/json": {
                        /** @description Unique. */
                        readonly name: string;
                        /** @enum {string} */
                        readonly kind: "metric" | "filling" | "silent" | "unit_failed";
                        /** @default true */
                        readonly enabled?: boolean;
                        /**
                         * @description Catalog id; null unless the kind is `metric`.
                         * @default null
                         */
                        readonly metric?: string | null;
                        /**
                         * @description Of a metric: breached strictly above, or strictly below its levels.
                         * @default above
                         * @enum {string}
                         */
                        readonly condition?: "above" | "below";
                        /**
                         * @description In the unit of the metric (of a counter per second), hours until full (`filling`), minutes without a report (`silent`), minutes since the failure (`unit_failed`); null for no such level.
                         * @default null
                         */
                        readonly warning?: number | null;
                        /**
                         * @description In the unit of the metric (of a counter per second), hours until full (`filling`), minutes without a report (`silent`), minutes since the failure (`unit_failed`); null for no such level.
                         * @default null
                         */
                        readonly critical?: number | null;
                        /**
                         * @description `*` and `?` stand for anything and one character, commas separate, `!` before a pattern leaves out.
                         * @default *
                         */
                        readonly instances?: string;
                        /**
                         * @description How long it has to last, 0 to 86400.
                         * @default 0
                         */
                        readonly for_seconds?: number;
                        /**
                         * @description How far on the good side of the first level a value has to be for an alert to be over.
                         * @default 0
                         */
                        readonly margin?: number;
                        /**
                         * @description Whether a metric that had values and has none any more is an alert.
                         * @default ignore
                         * @enum {string}
                         */
                        readonly no_data?: "ignore" | "alert";
                        /**
                         * @description After so long, 1 to 10080.
                         * @default 10
                         */
                        readonly no_data_minutes?: number;
                        /**
                         * @description Ids; these hosts and those with one of the tags.
                         * @default []
                         */
                        readonly hosts?: readonly number[];
                        /**
                         * @description With no hosts either: all hosts.
                         * @default []
                         */
                        readonly tags?: readonly string[];
                        /**
                         * @description Null for always.
                         * @default null
                         */
                        readonly schedule?: {
                            /** @description 1 is Monday, 7 is Sunday. */
                            readonly days: readonly number[];
                            /** @description `HH:MM` on the wall clock of the zone. */
                            readonly from: string;
                            /** @description Not after `from`: over midnight. The same: all day. */
                            readonly to: string;
                            /**
                             * @description IANA name.
                             * @example Europe/Paris
                             */
                            readonly zone: string;
                        } | null;
                    };
                };
            };
            readonly responses: {
                /** @description Change a rule */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly id: number;
                            /** @description Unique. */
                            readonly name: string;
                            readonly enabled: boolean;
                            /** @enum {string} */
                            readonly kind: "metric" | "filling" | "silent" | "unit_failed";
                            /** @description Catalog id; null unless the kind is `metric`. */
                            readonly metric: string | null;
                            /**
                             * @description Of a metric: breached strictly above, or strictly below its levels.
                             * @enum {string}
                             */
                            readonly condition: "above" | "below";
                            /** @description In the unit of the metric (of a counter per second), hours until full (`filling`), minutes without a report (`silent`), minutes since the failure (`unit_failed`); null for no such level. */
                            readonly warning: number | null;
                            /** @description In the unit of the metric (of a counter per second), hours until full (`filling`), minutes without a report (`silent`), minutes since the failure (`unit_failed`); null for no such level. */
                            readonly critical: number | null;
                            /** @description `*` and `?` stand for anything and one character, commas separate, `!` before a pattern leaves out. */
                            readonly instances: string;
                            /** @description How long it has to last, 0 to 86400. */
                            readonly for_seconds: number;
                            /** @description How far on the good side of the first level a value has to be for an alert to be over. */
                            readonly margin: number;
                            /**
                             * @description Whether a metric that had values and has none any more is an alert.
                             * @enum {string}
                             */
                            readonly no_data: "ignore" | "alert";
                            /** @description After so long, 1 to 10080. */
                            readonly no_data_minutes: number;
                            /** @description Ids; these hosts and those with one of the tags. */
                            readonly hosts: readonly number[];
                            /** @description With no hosts either: all hosts. */
                            readonly tags: readonly string[];
                            /** @description Null for always. */
                            readonly schedule: {
                                /** @description 1 is Monday, 7 is Sunday. */
                                readonly days: readonly number[];
                                /** @description `HH:MM` on the wall clock of the zone. */
                                readonly from: string;
                                /** @description Not after `from`: over midnight. The same: all day. */
                                readonly to: string;
                                /**
                                 * @description IANA name.
                                 * @example Europe/Paris
                                 */
                                readonly zone: string;
                            } | null;
                            /** @description Comes with Hyperion: can be changed and switched off, not deleted. */
                            readonly built_in: boolean;
                            /** @description Its alerts that fire now. */
                            readonly firing: number;
                            /** @description Null, as its author is, for one that is as it came. */
                            readonly updated_at: string | null;
                            readonly updated_by: string | null;
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description There is a rule of this name, or it comes with Hyperion */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly post?: never;
        /** Remove a rule */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example 1 */
                    readonly rule: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done */
                readonly 204: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description It comes with Hyperion */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/rules/trial": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Replay a rule over stored history
         * @description Tells when it would have fired and how often people would have been told. Silences do not count.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    /**
                     * @example {
                     *       "rule": {
                     *         "name": "High load",
                     *         "kind": "metric",
                     *         "metric": "load.five",
                     *         "warning": 8
                     *       },
                     *       "hours": 24
                     *     }
                     */
                    readonly "application/json": {
                        /**
                         * @example {
                         *       "name": "High load",
                         *       "kind": "metric",
                         *       "metric": "load.five",
                         *       "warning": 8,
                         *       "critical": 16,
                         *       "for_seconds": 300,
                         *       "margin": 1
                         *     }
                         */
                        readonly rule: {
                            /** @description Unique. */
                            readonly name: string;
                            /** @enum {string} */
                            readonly kind: "metric" | "filling" | "silent" | "unit_failed";
                            /** @default true */
                            readonly enabled?: boolean;
                            /**
                             * @description Catalog id; null unless the kind is `metric`.
                             * @default null
                             */
                            readonly metric?: string | null;
                            /**
                             * @description Of a metric: breached strictly above, or strictly below its levels.
                             * @default above
                             * @enum {string}
                             */
                            readonly condition?: "above" | "below";
                            /**
                             * @description In the unit of the metric (of a counter per second), hours until full (`filling`), minutes without a report (`silent`), minutes since the failure (`unit_failed`); null for no such level.
                             * @default null
                             */
                            readonly warning?: number | null;
                            /**
                             * @description In the unit of the metric (of a counter per second), hours until full (`filling`), minutes without a report (`silent`), minutes since the failure (`unit_failed`); null for no such level.
                             * @default null
                             */
                            readonly critical?: number | null;
                            /**
                             * @description `*` and `?` stand for anything and one character, commas separate, `!` before a pattern leaves out.
                             * @default *
                             */
                            readonly instances?: string;
                            /**
                             * @description How long it has to last, 0 to 86400.
                             * @default 0
                             */
                            readonly for_seconds?: number;
                            /**
                             * @description How far on the good side of the first level a value has to be for an alert to be over.
                             * @default 0
                             */
                            readonly margin?: number;
                            /**
                             * @description Whether a metric that had values and has none any more is an alert.
                             * @default ignore
                             * @enum {string}
                             */
                            readonly no_data?: "ignore" | "alert";
                            /**
                             * @description After so long, 1 to 10080.
                             * @default 10
                             */
                            readonly no_data_minutes?: number;
                            /**
                             * @description Ids; these hosts and those with one of the tags.
                             * @default []
                             */
                            readonly hosts?: readonly number[];
                            /**
                             * @description With no hosts either: all hosts.
                             * @default []
                             */
                            readonly tags?: readonly string[];
                            /**
                             * @description Null for always.
                             * @default null
                             */
                            readonly schedule?: {
                                /** @description 1 is Monday, 7 is Sunday. */
                                readonly days: readonly number[];
                                /** @description `HH:MM` on the wall clock of the zone. */
                                readonly from: string;
                                /** @description Not after `from`: over midnight. The same: all day. */
                                readonly to: string;
                                /**
                                 * @description IANA name.
                                 * @example Europe/Paris
                                 */
                                readonly zone: string;
                            } | null;
                        };
                        /** @description All that the rule is about where left out. */
                        readonly host?: number;
                        /** @default 24 */
                        readonly hours?: number;
                    };
                };
            };
            readonly responses: {
                /** @description Replay a rule over stored history */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @description Epoch milliseconds. */
                            readonly from: number;
                            /** @description Epoch milliseconds. */
                            readonly to: number;
                            readonly unit: string;
                            /** @enum {string} */
                            readonly condition: "above" | "below";
                            readonly thresholds: {
                                readonly warning: number | null;
                                readonly critical: number | null;
                            };
                            /** @description There is more to replay than a trial takes: these are the first. */
                            readonly truncated: boolean;
                            readonly totals: {
                                readonly fired: number;
                                readonly notifications: number;
                                readonly flapped: number;
                                readonly firing_seconds: number;
                            };
                            readonly series: readonly {
                                readonly host: number;
                                readonly host_name: string;
                                readonly instance: string;
                                readonly fired: readonly {
                                    /** @description Epoch milliseconds. */
                                    readonly from: number;
                                    /** @description Null while it still fires. */
                                    readonly to: number | null;
                                    /** @enum {string} */
                                    readonly level: "warning" | "critical";
                                    /** @description The worst value meanwhile. */
                                    readonly peak: number | null;
                                    readonly flapping: boolean;
                                    /** @description It is about missing values. */
                                    readonly no_data: boolean;
                                }[];
                                readonly notifications: number;
                                readonly flapped: number;
                                /** @description Without a value for longer than five minutes. */
                                readonly gaps: readonly {
                                    /** @description Epoch milliseconds. */
                                    readonly from: number;
                                    /** @description Epoch milliseconds. */
                                    readonly to: number;
                                }[];
                                /** @description What was judged, in steps of equal width with the lowest and highest of each. */
                                readonly points: {
                                    readonly times: readonly number[];
                                    readonly values: readonly (number | null)[];
                                    readonly min: readonly (number | null)[];
                                    readonly max: readonly (number | null)[];
                                };
                            }[];
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Other trials are under way */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/silences": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Silences, newest first */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Silences, newest first */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @description Newest first. */
                            readonly silences: readonly {
                                readonly id: number;
                                /** @description Ids; these hosts and those with one of the tags. */
                                readonly hosts: readonly number[];
                                /** @description With no hosts either: all hosts. */
                                readonly tags: readonly string[];
                                /** @description `cpu`, `memory`, `disk` or `rule:<id>`; none means all. */
                                readonly rules: readonly string[];
                                /** @description `*` and `?` stand for anything and one character, commas separate, `!` before a pattern leaves out. */
                                readonly instances: string;
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly from: string;
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly to: string;
                                readonly reason: string;
                                /** @example admin */
                                readonly author: string;
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly created_at: string;
                                /** @enum {string} */
                                readonly state: "past" | "active" | "future";
                            }[];
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        /**
         * Silence alerts for a while
         * @description What fires meanwhile is kept and shown; what still fires at the end is told then.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    /**
                     * @example {
                     *       "hosts": [
                     *         1
                     *       ],
                     *       "rules": [
                     *         "disk"
                     *       ],
                     *       "to": "2040-01-08T15:30:00Z",
                     *       "reason": "Disk is being replaced"
                     *     }
                     */
                    readonly "application/json": {
                        /**
                         * @description Ids; these hosts and those with one of the tags.
                         * @default []
                         */
                        readonly hosts?: readonly number[];
                        /**
                         * @description With no hosts either: all hosts.
                         * @default []
                         */
                        readonly tags?: readonly string[];
                        /**
                         * @description `cpu`, `memory`, `disk` or `rule:<id>`; none means all.
                         * @default []
                         */
                        readonly rules?: readonly string[];
                        /**
                         * @description `*` and `?` stand for anything and one character, commas separate, `!` before a pattern leaves out.
                         * @default *
                         */
                        readonly instances?: string;
                        /**
                         * @description ISO-8601.
                         * @example 2040-01-08T15:30:00Z
                         */
                        readonly from?: string;
                        /**
                         * @description ISO-8601.
                         * @example 2040-01-08T15:30:00Z
                         */
                        readonly to: string;
                        /** @default  */
                        readonly reason?: string;
                    };
                };
            };
            readonly responses: {
                /** @description Silence alerts for a while */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly id: number;
                            /** @description Ids; these hosts and those with one of the tags. */
                            readonly hosts: readonly number[];
                            /** @description With no hosts either: all hosts. */
                            readonly tags: readonly string[];
                            /** @description `cpu`, `memory`, `disk` or `rule:<id>`; none means all. */
                            readonly rules: readonly string[];
                            /** @description `*` and `?` stand for anything and one character, commas separate, `!` before a pattern leaves out. */
                            readonly instances: string;
                            /**
                             * Format: date-time
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly from: string;
                            /**
                             * Format: date-time
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly to: string;
                            readonly reason: string;
                            /** @example admin */
                            readonly author: string;
                            /**
                             * Format: date-time
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly created_at: string;
                            /** @enum {string} */
                            readonly state: "past" | "active" | "future";
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/silences/{silence}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** End a silence */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example 1 */
                    readonly silence: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done */
                readonly 204: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/maintenance": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Maintenance windows */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Maintenance windows */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly windows: readonly {
                                readonly id: number;
                                readonly name: string;
                                /** @description Ids; these hosts and those with one of the tags. */
                                readonly hosts: readonly number[];
                                /** @description With no hosts either: all hosts. */
                                readonly tags: readonly string[];
                                /** @description `cpu`, `memory`, `disk` or `rule:<id>`; none means all. */
                                readonly rules: readonly string[];
                                /** @description `*` and `?` stand for anything and one character, commas separate, `!` before a pattern leaves out. */
                                readonly instances: string;
                                readonly from: string | null;
                                readonly to: string | null;
                                readonly recurrence: {
                                    /** @enum {string} */
                                    readonly every: "week" | "month";
                                    /** @description 1 is Monday, 7 is Sunday. */
                                    readonly days?: readonly number[];
                                    /** @description Of the month; its last where it is shorter. Not with `week`. */
                                    readonly day?: number | null;
                                    /** @description `HH:MM` on the wall clock of the zone. */
                                    readonly start: string;
                                    /** @description How long it lasts. */
                                    readonly minutes: number;
                                    /**
                                     * @description IANA name.
                                     * @example Europe/Paris
                                     */
                                    readonly zone: string;
                                } | null;
                                readonly author: string;
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly updated_at: string;
                                readonly current: {
                                    /**
                                     * Format: date-time
                                     * @example 2025-01-08T15:30:00.000Z
                                     */
                                    readonly from: string;
                                    /**
                                     * Format: date-time
                                     * @example 2025-01-08T15:30:00.000Z
                                     */
                                    readonly to: string;
                                } | null;
                                readonly next: {
                                    /**
                                     * Format: date-time
                                     * @example 2025-01-08T15:30:00.000Z
                                     */
                                    readonly from: string;
                                    /**
                                     * Format: date-time
                                     * @example 2025-01-08T15:30:00.000Z
                                     */
                                    readonly to: string;
                                } | null;
                            }[];
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        /** Plan maintenance */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            /** @description Once (`from`, `to`) or over and over (`recurrence`). */
            readonly requestBody: {
                readonly content: {
                    /**
                     * @example {
                     *       "name": "Backups",
                     *       "recurrence": {
                     *         "every": "week",
                     *         "days": [
                     *           7
                     *         ],
                     *         "start": "02:00",
                     *         "minutes": 120,
                     *         "zone": "Europe/Paris"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly name: string;
                        /**
                         * @description Ids; these hosts and those with one of the tags.
                         * @default []
                         */
                        readonly hosts?: readonly number[];
                        /**
                         * @description With no hosts either: all hosts.
                         * @default []
                         */
                        readonly tags?: readonly string[];
                        /**
                         * @description `cpu`, `memory`, `disk` or `rule:<id>`; none means all.
                         * @default []
                         */
                        readonly rules?: readonly string[];
                        /**
                         * @description `*` and `?` stand for anything and one character, commas separate, `!` before a pattern leaves out.
                         * @default *
                         */
                        readonly instances?: string;
                        /** @default null */
                        readonly from?: string | null;
                        /** @default null */
                        readonly to?: string | null;
                        /** @default null */
                        readonly recurrence?: {
                            /** @enum {string} */
                            readonly every: "week" | "month";
                            /** @description 1 is Monday, 7 is Sunday. */
                            readonly days?: readonly number[];
                            /** @description Of the month; its last where it is shorter. Not with `week`. */
                            readonly day?: number | null;
                            /** @description `HH:MM` on the wall clock of the zone. */
                            readonly start: string;
                            /** @description How long it lasts. */
                            readonly minutes: number;
                            /**
                             * @description IANA name.
                             * @example Europe/Paris
                             */
                            readonly zone: string;
                        } | null;
                    };
                };
            };
            readonly responses: {
                /** @description Plan maintenance */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly id: number;
                            readonly name: string;
                            /** @description Ids; these hosts and those with one of the tags. */
                            readonly hosts: readonly number[];
                            /** @description With no hosts either: all hosts. */
                            readonly tags: readonly string[];
                            /** @description `cpu`, `memory`, `disk` or `rule:<id>`; none means all. */
                            readonly rules: readonly string[];
                            /** @description `*` and `?` stand for anything and one character, commas separate, `!` before a pattern leaves out. */
                            readonly instances: string;
                            readonly from: string | null;
                            readonly to: string | null;
                            readonly recurrence: {
                                /** @enum {string} */
                                readonly every: "week" | "month";
                                /** @description 1 is Monday, 7 is Sunday. */
                                readonly days?: readonly number[];
                                /** @description Of the month; its last where it is shorter. Not with `week`. */
                                readonly day?: number | null;
                                /** @description `HH:MM` on the wall clock of the zone. */
                                readonly start: string;
                                /** @description How long it lasts. */
                                readonly minutes: number;
                                /**
                                 * @description IANA name.
                                 * @example Europe/Paris
                                 */
                                readonly zone: string;
                            } | null;
                            readonly author: string;
                            /**
                             * Format: date-time
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly updated_at: string;
                            readonly current: {
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly from: string;
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly to: string;
                            } | null;
                            readonly next: {
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly from: string;
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly to: string;
                            } | null;
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/maintenance/{window}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Change a maintenance window */
        readonly put: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example 1 */
                    readonly window: number;
                };
                readonly cookie?: never;
            };
            /** @description Once (`from`, `to`) or over and over (`recurrence`). */
            readonly requestBody: {
                readonly content: {
                    /**
                     * @example {
                     *       "name": "Backups",
                     *       "recurrence": {
                     *         "every": "week",
                     *         "days": [
                     *           7
                     *         ],
                     *         "start": "02:00",
                     *         "minutes": 120,
                     *         "zone": "Europe/Paris"
                     *       }
                     *     }
                     */
                    readonly "application/json": {
                        readonly name: string;
                        /**
                         * @description Ids; these hosts and those with one of the tags.
                         * @default []
                         */
                        readonly hosts?: readonly number[];
                        /**
                         * @description With no hosts either: all hosts.
                         * @default []
                         */
                        readonly tags?: readonly string[];
                        /**
                         * @description `cpu`, `memory`, `disk` or `rule:<id>`; none means all.
                         * @default []
                         */
                        readonly rules?: readonly string[];
                        /**
                         * @description `*` and `?` stand for anything and one character, commas separate, `!` before a pattern leaves out.
                         * @default *
                         */
                        readonly instances?: string;
                        /** @default null */
                        readonly from?: string | null;
                        /** @default null */
                        readonly to?: string | null;
                        /** @default null */
                        readonly recurrence?: {
                            /** @enum {string} */
                            readonly every: "week" | "month";
                            /** @description 1 is Monday, 7 is Sunday. */
                            readonly days?: readonly number[];
                            /** @description Of the month; its last where it is shorter. Not with `week`. */
                            readonly day?: number | null;
                            /** @description `HH:MM` on the wall clock of the zone. */
                            readonly start: string;
                            /** @description How long it lasts. */
                            readonly minutes: number;
                            /**
                             * @description IANA name.
                             * @example Europe/Paris
                             */
                            readonly zone: string;
                        } | null;
                    };
                };
            };
            readonly responses: {
                /** @description Change a maintenance window */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly id: number;
                            readonly name: string;
                            /** @description Ids; these hosts and those with one of the tags. */
                            readonly hosts: readonly number[];
                            /** @description With no hosts either: all hosts. */
                            readonly tags: readonly string[];
                            /** @description `cpu`, `memory`, `disk` or `rule:<id>`; none means all. */
                            readonly rules: readonly string[];
                            /** @description `*` and `?` stand for anything and one character, commas separate, `!` before a pattern leaves out. */
                            readonly instances: string;
                            readonly from: string | null;
                            readonly to: string | null;
                            readonly recurrence: {
                                /** @enum {string} */
                                readonly every: "week" | "month";
                                /** @description 1 is Monday, 7 is Sunday. */
                                readonly days?: readonly number[];
                                /** @description Of the month; its last where it is shorter. Not with `week`. */
                                readonly day?: number | null;
                                /** @description `HH:MM` on the wall clock of the zone. */
                                readonly start: string;
                                /** @description How long it lasts. */
                                readonly minutes: number;
                                /**
                                 * @description IANA name.
                                 * @example Europe/Paris
                                 */
                                readonly zone: string;
                            } | null;
                            readonly author: string;
                            /**
                             * Format: date-time
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly updated_at: string;
                            readonly current: {
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly from: string;
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly to: string;
                            } | null;
                            readonly next: {
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly from: string;
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly to: string;
                            } | null;
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly post?: never;
        /** Remove a maintenance window */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example 1 */
                    readonly window: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done */
                readonly 204: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/channels": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Channels */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Channels */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly channels: readonly {
                                readonly id: number;
                                /** @example discord */
                                readonly kind: string;
                                /** @example Operations */
                                readonly name: string;
                                /** @example false */
                                readonly enabled: boolean;
                                readonly notify_on: readonly ("warning" | "critical")[];
                                /** @description Whether the end of an alert is told to whoever was told of it. */
                                readonly notify_recovery: boolean;
                                /**
                                 * @description Minutes after which a critical alert that nobody took on is told again; 0 for never.
                                 * @example 240
                                 */
                                readonly remind_after: number;
                                /**
                                 * @description Seconds for which an event waits for others to go out with; a critical one never waits longer than a second.
                                 * @example 5
                                 */
                                readonly group_wait: number;
                                /** @description Empty for every host. */
                                readonly hosts: readonly number[];
                                /** @description Without the secret ones. */
                                readonly settings: {
                                    readonly [key: string]: string;
                                };
                                /** @description Secret settings that have a value. */
                                readonly secrets_set: readonly string[];
                                /** @description Until when it asked to be left alone. */
                                readonly held_until: string | null;
                                /** @description The newest of what it was owed. */
                                readonly latest: {
                                    /** @enum {string} */
                                    readonly status: "queued" | "sent" | "failed";
                                    /**
                                     * Format: date-time
                                     * @example 2025-01-08T15:30:00.000Z
                                     */
                                    readonly at: string;
                                    readonly error: string | null;
                                } | null;
                            }[];
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        /** Add a channel */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @example discord */
                        readonly kind: string;
                        /** @example Operations */
                        readonly name: string;
                        /** @example false */
                        readonly enabled: boolean;
                        /**
                         * @example [
                         *       "critical"
                         *     ]
                         */
                        readonly notify_on: readonly ("warning" | "critical")[];
                        /** @description Whether the end of an alert is told to whoever was told of it. */
                        readonly notify_recovery?: boolean;
                        /**
                         * @description Minutes after which a critical alert that nobody took on is told again; 0 for never.
                         * @example 240
                         */
                        readonly remind_after?: number;
                        /**
                         * @description Seconds for which an event waits for others to go out with; a critical one never waits longer than a second.
                         * @example 5
                         */
                        readonly group_wait?: number;
                        /** @description Empty for every host. */
                        readonly hosts?: readonly number[];
                        /**
                         * @example {
                         *       "webhook_url": "https://discord.com/api/webhooks/1234567890/abcdefghijklmnop"
                         *     }
                         */
                        readonly settings: {
                            readonly [key: string]: string;
                        };
                    };
                };
            };
            readonly responses: {
                /** @description Add a channel */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly id: number;
                            /** @example discord */
                            readonly kind: string;
                            /** @example Operations */
                            readonly name: string;
                            /** @example false */
                            readonly enabled: boolean;
                            readonly notify_on: readonly ("warning" | "critical")[];
                            /** @description Whether the end of an alert is told to whoever was told of it. */
                            readonly notify_recovery: boolean;
                            /**
                             * @description Minutes after which a critical alert that nobody took on is told again; 0 for never.
                             * @example 240
                             */
                            readonly remind_after: number;
                            /**
                             * @description Seconds for which an event waits for others to go out with; a critical one never waits longer than a second.
                             * @example 5
                             */
                            readonly group_wait: number;
                            /** @description Empty for every host. */
                            readonly hosts: readonly number[];
                            /** @description Without the secret ones. */
                            readonly settings: {
                                readonly [key: string]: string;
                            };
                            /** @description Secret settings that have a value. */
                            readonly secrets_set: readonly string[];
                            /** @description Until when it asked to be left alone. */
                            readonly held_until: string | null;
                            /** @description Secret settings that the hub has made up: shown this once. */
                            readonly generated: {
                                readonly [key: string]: string;
                            };
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description There is a channel of this name */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/channels/kinds": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Kinds of channels, with the fields of their forms */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Kinds of channels, with the fields of their forms */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly kinds: readonly {
                                /** @example discord */
                                readonly kind: string;
                                readonly label: {
                                    readonly en: string;
                                    readonly fr: string;
                                };
                                /** @description Where the fields come from, step by step. */
                                readonly setup: readonly {
                                    readonly en: string;
                                    readonly fr: string;
                                }[];
                                readonly fields: readonly {
                                    /** @example webhook_url */
                                    readonly name: string;
                                    readonly label: {
                                        readonly en: string;
                                        readonly fr: string;
                                    };
                                    readonly hint: {
                                        readonly en: string;
                                        readonly fr: string;
                                    } | null;
                                    /**
                                     * @description `emails` holds addresses apart by commas.
                                     * @enum {string}
                                     */
                                    readonly type: "url" | "text" | "emails";
                                    /** @description Never shown again once saved. */
                                    readonly secret: boolean;
                                    readonly required: boolean;
                                    /** @description Made by the hub when it is left empty, and shown once. */
                                    readonly generated: boolean;
                                    /** @description What a value looks like. */
                                    readonly example: string;
                                }[];
                                /** @description False while the hub lacks what it needs: a mail server. */
                                readonly available: boolean;
                            }[];
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/channels/{channel}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Change a channel
         * @description What is left out, secret settings above all, stays as it is.
         */
        readonly put: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly channel: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @example Operations */
                        readonly name?: string;
                        /** @example false */
                        readonly enabled?: boolean;
                        /**
                         * @example [
                         *       "critical"
                         *     ]
                         */
                        readonly notify_on?: readonly ("warning" | "critical")[];
                        /** @description Whether the end of an alert is told to whoever was told of it. */
                        readonly notify_recovery?: boolean;
                        /**
                         * @description Minutes after which a critical alert that nobody took on is told again; 0 for never.
                         * @example 240
                         */
                        readonly remind_after?: number;
                        /**
                         * @description Seconds for which an event waits for others to go out with; a critical one never waits longer than a second.
                         * @example 5
                         */
                        readonly group_wait?: number;
                        /** @description Empty for every host. */
                        readonly hosts?: readonly number[];
                        /**
                         * @example {
                         *       "webhook_url": "https://discord.com/api/webhooks/1234567890/abcdefghijklmnop"
                         *     }
                         */
                        readonly settings?: {
                            readonly [key: string]: string;
                        };
                    };
                };
            };
            readonly responses: {
                /** @description Change a channel */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly id: number;
                            /** @example discord */
                            readonly kind: string;
                            /** @example Operations */
                            readonly name: string;
                            /** @example false */
                            readonly enabled: boolean;
                            readonly notify_on: readonly ("warning" | "critical")[];
                            /** @description Whether the end of an alert is told to whoever was told of it. */
                            readonly notify_recovery: boolean;
                            /**
                             * @description Minutes after which a critical alert that nobody took on is told again; 0 for never.
                             * @example 240
                             */
                            readonly remind_after: number;
                            /**
                             * @description Seconds for which an event waits for others to go out with; a critical one never waits longer than a second.
                             * @example 5
                             */
                            readonly group_wait: number;
                            /** @description Empty for every host. */
                            readonly hosts: readonly number[];
                            /** @description Without the secret ones. */
                            readonly settings: {
                                readonly [key: string]: string;
                            };
                            /** @description Secret settings that have a value. */
                            readonly secrets_set: readonly string[];
                            /** @description Until when it asked to be left alone. */
                            readonly held_until: string | null;
                            /** @description Secret settings that the hub has made up: shown this once. */
                            readonly generated: {
                                readonly [key: string]: string;
                            };
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description There is a channel of this name */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly post?: never;
        /** Remove a channel and its deliveries */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly channel: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done */
                readonly 204: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/channels/{channel}/test": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Send an example right now */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly channel: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Send an example right now */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly ok: boolean;
                            /** @description Why it did not arrive. */
                            readonly error: string | null;
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/deliveries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Messages sent, to be sent and given up
         * @description To go on, ask again with `before` set to `next`.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /** @description Newest first. */
                    readonly limit?: number;
                    /** @description Only deliveries older than the one with this id. */
                    readonly before?: number;
                    readonly channel?: number;
                    readonly alert?: number;
                    readonly status?: "queued" | "sent" | "failed";
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Messages sent, to be sent and given up */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly deliveries: readonly {
                                readonly id: number;
                                readonly channel: number;
                                readonly alert: number;
                                /** @example serveur-prod-01 */
                                readonly host_name: string;
                                /** @example CPU */
                                readonly title: string;
                                readonly instance: string;
                                /** @enum {string} */
                                readonly level: "warning" | "critical";
                                /** @example CPU usage is at 94% */
                                readonly text: string;
                                /** @enum {string} */
                                readonly kind: "fired" | "escalated" | "resolved" | "reminded";
                                /** @enum {string} */
                                readonly status: "queued" | "sent" | "failed";
                                readonly attempts: number;
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly created_at: string;
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly due_at: string;
                                readonly finished_at: string | null;
                                /** @description Why the latest attempt failed. */
                                readonly error: string | null;
                                /** @description The same for what goes out together. */
                                readonly message: number | null;
                                /** @description Why it has not been sent, and when it will be tried. */
                                readonly waiting: {
                                    /** @enum {string} */
                                    readonly reason: "grouping" | "turn" | "pace" | "held" | "retry" | "sending";
                                    /**
                                     * Format: date-time
                                     * @example 2025-01-08T15:30:00.000Z
                                     */
                                    readonly until: string;
                                } | null;
                            }[];
                            /**
                             * @description For `before`; null at the end.
                             * @example 42
                             */
                            readonly next: number | null;
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/deliveries/{delivery}/retry": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Send a failed one again */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly delivery: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Send a failed one again */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly id: number;
                            readonly channel: number;
                            readonly alert: number;
                            /** @example serveur-prod-01 */
                            readonly host_name: string;
                            /** @example CPU */
                            readonly title: string;
                            readonly instance: string;
                            /** @enum {string} */
                            readonly level: "warning" | "critical";
                            /** @example CPU usage is at 94% */
                            readonly text: string;
                            /** @enum {string} */
                            readonly kind: "fired" | "escalated" | "resolved" | "reminded";
                            /** @enum {string} */
                            readonly status: "queued" | "sent" | "failed";
                            readonly attempts: number;
                            /**
                             * Format: date-time
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly created_at: string;
                            /**
                             * Format: date-time
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly due_at: string;
                            readonly finished_at: string | null;
                            /** @description Why the latest attempt failed. */
                            readonly error: string | null;
                            /** @description The same for what goes out together. */
                            readonly message: number | null;
                            /** @description Why it has not been sent, and when it will be tried. */
                            readonly waiting: {
                                /** @enum {string} */
                                readonly reason: "grouping" | "turn" | "pace" | "held" | "retry" | "sending";
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly until: string;
                            } | null;
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description It did not fail */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/notifications": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What was told lately
         * @description To go on, ask again with `before` set to `next`.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /** @description Newest first. */
                    readonly limit?: number;
                    /** @description Only those older than the one with this id. */
                    readonly before?: number;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description What was told lately */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly notifications: readonly {
                                /** @example 42 */
                                readonly id: number;
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly timestamp: string;
                                /** @enum {string} */
                                readonly level: "info" | "warning" | "error";
                                /** @example serveur-prod-01: CPU usage is at 94% */
                                readonly message: string;
                                /** @description The alert that it is about, as of then. */
                                readonly alert: {
                                    /** @example 7 */
                                    readonly id: number;
                                    /** @enum {string} */
                                    readonly kind: "fired" | "escalated" | "resolved" | "reminded";
                                    /** @enum {string} */
                                    readonly level: "warning" | "critical";
                                    readonly host: number;
                                    /** @example serveur-prod-01 */
                                    readonly host_name: string;
                                    /** @example CPU */
                                    readonly title: string;
                                    readonly instance: string;
                                } | null;
                            }[];
                            /**
                             * @description For `before`; null at the end.
                             * @example 42
                             */
                            readonly next: number | null;
                            /**
                             * @description Of all, since the account was made.
                             * @example 3
                             */
                            readonly unread: number;
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/notifications/read": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Note how far one has read */
        readonly put: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /**
                         * @description The newest one that was read.
                         * @example 42
                         */
                        readonly up_to: number;
                    };
                };
            };
            readonly responses: {
                /** @description Done */
                readonly 204: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/push": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Browsers that are told, and what they know the hub by */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Browsers that are told, and what they know the hub by */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @description What browsers know the hub by (VAPID), base64url. */
                            readonly public_key: string;
                            /** @description Of whoever asks. */
                            readonly browsers: readonly {
                                /** @example 3 */
                                readonly id: number;
                                /** @example Firefox, Linux */
                                readonly label: string;
                                /**
                                 * Format: date-time
                                 * @example 2025-01-08T15:30:00.000Z
                                 */
                                readonly created_at: string;
                            }[];
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        /**
         * Tell this browser too
         * @description With what its `PushSubscription` says.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @example https://updates.push.services.mozilla.com/wpush/v2/… */
                        readonly endpoint: string;
                        readonly keys: {
                            readonly p256dh: string;
                            readonly auth: string;
                        };
                        /** @example Firefox, Linux */
                        readonly label: string;
                    };
                };
            };
            readonly responses: {
                /** @description Tell this browser too */
                readonly 201: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example 3 */
                            readonly id: number;
                            /** @example Firefox, Linux */
                            readonly label: string;
                            /**
                             * Format: date-time
                             * @example 2025-01-08T15:30:00.000Z
                             */
                            readonly created_at: string;
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description One has enough browsers */
                readonly 409: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/push/{browser}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Tell a browser no more */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly browser: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done */
                readonly 204: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/schema/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** OpenAPI document of every route */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description OpenAPI document of every route */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly openapi: string;
                        } & {
                            readonly [key: string]: unknown;
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/docs/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** This documentation in Swagger UI */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description This documentation in Swagger UI */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "text/html": string;
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/redoc/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** This documentation in ReDoc */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description This documentation in ReDoc */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "text/html": string;
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Too many requests with this token */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not ready, or the storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ws/metrics/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Metrics in real time
         * @description `cpu.update`, `memory.update` and, for each interface that is not virtual, `network.update`: at once, then with every live sample.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /** @description For clients that cannot set headers. */
                    readonly token?: string;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Switching to WebSocket */
                readonly 101: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not a WebSocket client */
                readonly 426: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ws/notifications/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Notifications
         * @description `notification` messages with `timestamp`, `level` (info, warning, error) and `message`.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /** @description For clients that cannot set headers. */
                    readonly token?: string;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Switching to WebSocket */
                readonly 101: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not a WebSocket client */
                readonly 426: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ws/live/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Live feed of the web app
         * @description `report` (values in catalog order) and `notification` messages.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /** @description For clients that cannot set headers. */
                    readonly token?: string;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Switching to WebSocket */
                readonly 101: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
                /** @description Not a WebSocket client */
                readonly 426: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/ws/agent/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Connection of an agent
         * @description For `hyperion agent` alone: proves an Ed25519 key, both ways, before anything else.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Switching to WebSocket */
                readonly 101: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not a WebSocket client */
                readonly 426: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["HyperionError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/media/reports/{file}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The file of a report */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example report_1_20260111.html */
                    readonly file: string;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description The file of a report */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "text/html": string;
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Too many requests */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description The storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/token/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Obtain a pair of JWTs */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @example admin */
                        readonly username: string;
                        /** @example admin123 */
                        readonly password: string;
                        /** @description Code of the second factor, or a recovery code, of a user who has one. */
                        readonly otp?: string;
                    };
                };
            };
            readonly responses: {
                /** @description Obtain a pair of JWTs */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * @description Lives 15 minutes, and not beyond its session.
                             * @example eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9…
                             */
                            readonly access: string;
                            /**
                             * @description Lives as long as the session: 7 days, or until it is ended.
                             * @example eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9…
                             */
                            readonly refresh: string;
                            readonly user: {
                                /** @example 1 */
                                readonly id: number;
                                /** @example admin */
                                readonly username: string;
                                /**
                                 * @description Empty when unknown, as the names are.
                                 * @example admin@example.com
                                 */
                                readonly email: string;
                                /** @example Admin */
                                readonly first_name: string;
                                /** @example User */
                                readonly last_name: string;
                            };
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Wrong credentials */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Too many requests */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description The storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/token/refresh/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Obtain a new access JWT
         * @description The refresh JWT stays as it is, and ends with its session.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        readonly refresh: string;
                    };
                };
            };
            readonly responses: {
                /** @description Obtain a new access JWT */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * @description Lives 15 minutes, and not beyond its session.
                             * @example eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9…
                             */
                            readonly access: string;
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not a valid refresh JWT */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description The password must be changed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Too many requests */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description The storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/user/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who is signed in */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Who is signed in */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example 1 */
                            readonly id: number;
                            /** @example admin */
                            readonly username: string;
                            /**
                             * @description Empty when unknown, as the names are.
                             * @example admin@example.com
                             */
                            readonly email: string;
                            /** @example Admin */
                            readonly first_name: string;
                            /** @example User */
                            readonly last_name: string;
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Too many requests */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description The storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/logout/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** End the session, with both of its JWTs */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done */
                readonly 204: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Too many requests */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description The storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/reports/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Reports, the newest first */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Reports, the newest first */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": readonly {
                            /** @example 2 */
                            readonly id: number;
                            /** @example Performance Report - pcc-test-vm - 2026-01-11 */
                            readonly name: string;
                            /** @example 1 */
                            readonly collector_id: number;
                            /**
                             * @example pending
                             * @enum {string}
                             */
                            readonly status: "pending" | "generating" | "completed" | "failed";
                            /**
                             * @example html
                             * @enum {string}
                             */
                            readonly format: "html" | "pdf";
                            /**
                             * Format: date-time
                             * @example 2026-01-11T22:35:00Z
                             */
                            readonly created_at: string;
                            /** @example pcc-test-vm */
                            readonly collector_name: string;
                            readonly file_url: string | null;
                            readonly file_size_bytes: number | null;
                            readonly time_range_hours: number | null;
                            readonly completed_at: string | null;
                            readonly error_message: string | null;
                            /**
                             * @description From 0 to 1.
                             * @example 0.7
                             */
                            readonly progress: number;
                        }[];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Too many requests */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description The storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/reports/generate/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Have a report made */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @example 1 */
                        readonly collector_id: number;
                        /**
                         * @example html
                         * @enum {string}
                         */
                        readonly format: "html" | "pdf";
                        /**
                         * @description Null for all there is.
                         * @default 24
                         * @example 24
                         */
                        readonly time_range_hours?: number | null;
                        /**
                         * @default true
                         * @example true
                         */
                        readonly include_containers?: boolean;
                        /**
                         * @default en
                         * @example en
                         * @enum {string}
                         */
                        readonly language?: "en" | "fr";
                    };
                };
            };
            readonly responses: {
                /** @description Have a report made */
                readonly 202: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example 2 */
                            readonly id: number;
                            /** @example Performance Report - pcc-test-vm - 2026-01-11 */
                            readonly name: string;
                            /** @example 1 */
                            readonly collector_id: number;
                            /**
                             * @example pending
                             * @enum {string}
                             */
                            readonly status: "pending" | "generating" | "completed" | "failed";
                            /**
                             * @example html
                             * @enum {string}
                             */
                            readonly format: "html" | "pdf";
                            /**
                             * Format: date-time
                             * @example 2026-01-11T22:35:00Z
                             */
                            readonly created_at: string;
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description There is no such collector */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Too many requests */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description The storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/reports/{id}/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How far a report is */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description How far a report is */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example 2 */
                            readonly id: number;
                            /** @example Performance Report - pcc-test-vm - 2026-01-11 */
                            readonly name: string;
                            /** @example 1 */
                            readonly collector_id: number;
                            /**
                             * @example pending
                             * @enum {string}
                             */
                            readonly status: "pending" | "generating" | "completed" | "failed";
                            /**
                             * @example html
                             * @enum {string}
                             */
                            readonly format: "html" | "pdf";
                            /**
                             * Format: date-time
                             * @example 2026-01-11T22:35:00Z
                             */
                            readonly created_at: string;
                            /** @example pcc-test-vm */
                            readonly collector_name: string;
                            readonly file_url: string | null;
                            readonly file_size_bytes: number | null;
                            readonly time_range_hours: number | null;
                            readonly completed_at: string | null;
                            readonly error_message: string | null;
                            /**
                             * @description From 0 to 1.
                             * @example 0.7
                             */
                            readonly progress: number;
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description There is no such report */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Too many requests */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description The storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        /** Remove a report and its file */
        readonly delete: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    readonly id: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Done */
                readonly 204: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description There is no such report */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Too many requests */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description The storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
            };
        };
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/dashboard/api/collectors/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Collectors */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Collectors */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": readonly {
                            /** @example 1 */
                            readonly id: number;
                            /** @example pcc-test-vm */
                            readonly name: string;
                            /** @example pcc-test-vm.internal */
                            readonly hostname: string;
                            /** @example 10.0.0.5 */
                            readonly ip_address: string | null;
                            /**
                             * @example online
                             * @enum {string}
                             */
                            readonly status: "online" | "offline";
                            /** @example 2026-01-11T22:30:00Z */
                            readonly last_seen: string | null;
                            /** @example Ubuntu 22.04 LTS */
                            readonly os_info: string | null;
                            /** @example AMD EPYC 7763 64-Core Processor */
                            readonly cpu_model: string | null;
                            /** @example 4 */
                            readonly cpu_count: number | null;
                            /** @example 16 */
                            readonly memory_total_gb: number | null;
                            /** @example azure */
                            readonly cloud_provider: string | null;
                            /** @example eastus */
                            readonly region: string | null;
                            /** @example Standard_B4ms */
                            readonly instance_type: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-01-11T22:30:00Z
                             */
                            readonly created_at: string;
                            /**
                             * Format: date-time
                             * @example 2026-01-11T22:30:00Z
                             */
                            readonly updated_at: string;
                        }[];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Too many requests */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description The storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/dashboard/api/collectors/{id}/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One collector */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path: {
                    /** @example 1 */
                    readonly id: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description One collector */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example 1 */
                            readonly id: number;
                            /** @example pcc-test-vm */
                            readonly name: string;
                            /** @example pcc-test-vm.internal */
                            readonly hostname: string;
                            /** @example 10.0.0.5 */
                            readonly ip_address: string | null;
                            /**
                             * @example online
                             * @enum {string}
                             */
                            readonly status: "online" | "offline";
                            /** @example 2026-01-11T22:30:00Z */
                            readonly last_seen: string | null;
                            /** @example Ubuntu 22.04 LTS */
                            readonly os_info: string | null;
                            /** @example AMD EPYC 7763 64-Core Processor */
                            readonly cpu_model: string | null;
                            /** @example 4 */
                            readonly cpu_count: number | null;
                            /** @example 16 */
                            readonly memory_total_gb: number | null;
                            /** @example azure */
                            readonly cloud_provider: string | null;
                            /** @example eastus */
                            readonly region: string | null;
                            /** @example Standard_B4ms */
                            readonly instance_type: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-01-11T22:30:00Z
                             */
                            readonly created_at: string;
                            /**
                             * Format: date-time
                             * @example 2026-01-11T22:30:00Z
                             */
                            readonly updated_at: string;
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Too many requests */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description The storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/dashboard/api/collectors/{id}/cpu/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * CPU over time
         * @description In percent of the whole machine.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /**
                     * @description So many hours until now, 1 to 87600, or `all`.
                     * @example 24
                     */
                    readonly hours?: string;
                    /** @description Up to so many points come as stored; above, averages over buckets with `min` and `max` beside them. */
                    readonly points?: number;
                    /** @description `raw` is as stored, however many points. */
                    readonly resolution?: "auto" | "raw";
                };
                readonly header?: never;
                readonly path: {
                    /** @example 1 */
                    readonly id: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description CPU over time */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly timestamps: readonly string[];
                            /** @description Width of the buckets, where the points are none as stored. */
                            readonly bucket_seconds?: number;
                            /** @description Damaged blocks in the range were left out. */
                            readonly damaged?: boolean;
                            readonly user: readonly (number | null)[];
                            readonly system: readonly (number | null)[];
                            readonly idle: readonly (number | null)[];
                            readonly iowait: readonly (number | null)[];
                            readonly steal: readonly (number | null)[];
                            readonly irq: readonly (number | null)[];
                            readonly softirq: readonly (number | null)[];
                            readonly min?: {
                                readonly user: readonly (number | null)[];
                                readonly system: readonly (number | null)[];
                                readonly idle: readonly (number | null)[];
                                readonly iowait: readonly (number | null)[];
                                readonly steal: readonly (number | null)[];
                                readonly irq: readonly (number | null)[];
                                readonly softirq: readonly (number | null)[];
                            };
                            readonly max?: {
                                readonly user: readonly (number | null)[];
                                readonly system: readonly (number | null)[];
                                readonly idle: readonly (number | null)[];
                                readonly iowait: readonly (number | null)[];
                                readonly steal: readonly (number | null)[];
                                readonly irq: readonly (number | null)[];
                                readonly softirq: readonly (number | null)[];
                            };
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Too many requests */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description The storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/dashboard/api/collectors/{id}/memory/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Memory over time
         * @description In MiB; used is what is not available.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /**
                     * @description So many hours until now, 1 to 87600, or `all`.
                     * @example 24
                     */
                    readonly hours?: string;
                    /** @description Up to so many points come as stored; above, averages over buckets with `min` and `max` beside them. */
                    readonly points?: number;
                    /** @description `raw` is as stored, however many points. */
                    readonly resolution?: "auto" | "raw";
                };
                readonly header?: never;
                readonly path: {
                    /** @example 1 */
                    readonly id: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Memory over time */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly timestamps: readonly string[];
                            /** @description Width of the buckets, where the points are none as stored. */
                            readonly bucket_seconds?: number;
                            /** @description Damaged blocks in the range were left out. */
                            readonly damaged?: boolean;
                            readonly used: readonly (number | null)[];
                            readonly available: readonly (number | null)[];
                            readonly cached: readonly (number | null)[];
                            readonly buffers: readonly (number | null)[];
                            readonly percent_used: readonly (number | null)[];
                            readonly min?: {
                                readonly used: readonly (number | null)[];
                                readonly available: readonly (number | null)[];
                                readonly cached: readonly (number | null)[];
                                readonly buffers: readonly (number | null)[];
                                readonly percent_used: readonly (number | null)[];
                            };
                            readonly max?: {
                                readonly used: readonly (number | null)[];
                                readonly available: readonly (number | null)[];
                                readonly cached: readonly (number | null)[];
                                readonly buffers: readonly (number | null)[];
                                readonly percent_used: readonly (number | null)[];
                            };
                            /** @example 16 */
                            readonly total_gb: number | null;
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Too many requests */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description The storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/dashboard/api/collectors/{id}/disk/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Disks over time
         * @description Bytes and operations are those since the sample before: null at the first one, after a gap and after a reset.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /**
                     * @description So many hours until now, 1 to 87600, or `all`.
                     * @example 24
                     */
                    readonly hours?: string;
                    /** @description Up to so many points come as stored; above, averages over buckets with `min` and `max` beside them. */
                    readonly points?: number;
                    /** @description `raw` is as stored, however many points. */
                    readonly resolution?: "auto" | "raw";
                };
                readonly header?: never;
                readonly path: {
                    /** @example 1 */
                    readonly id: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Disks over time */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly timestamps: readonly string[];
                            /** @description Width of the buckets, where the points are none as stored. */
                            readonly bucket_seconds?: number;
                            /** @description Damaged blocks in the range were left out. */
                            readonly damaged?: boolean;
                            readonly devices: readonly {
                                /** @example sda */
                                readonly name: string;
                                readonly read_bytes: readonly (number | null)[];
                                readonly write_bytes: readonly (number | null)[];
                                readonly read_ops: readonly (number | null)[];
                                readonly write_ops: readonly (number | null)[];
                                readonly utilization: readonly (number | null)[];
                                readonly min?: {
                                    readonly read_bytes: readonly (number | null)[];
                                    readonly write_bytes: readonly (number | null)[];
                                    readonly read_ops: readonly (number | null)[];
                                    readonly write_ops: readonly (number | null)[];
                                    readonly utilization: readonly (number | null)[];
                                };
                                readonly max?: {
                                    readonly read_bytes: readonly (number | null)[];
                                    readonly write_bytes: readonly (number | null)[];
                                    readonly read_ops: readonly (number | null)[];
                                    readonly write_ops: readonly (number | null)[];
                                    readonly utilization: readonly (number | null)[];
                                };
                            }[];
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Too many requests */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description The storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/dashboard/api/collectors/{id}/network/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Network over time
         * @description Bytes and packets are cumulative; a bucket has the last value. Loopback and virtual interfaces are left out.
         */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /**
                     * @description So many hours until now, 1 to 87600, or `all`.
                     * @example 24
                     */
                    readonly hours?: string;
                    /** @description Up to so many points come as stored; above, averages over buckets with `min` and `max` beside them. */
                    readonly points?: number;
                    /** @description `raw` is as stored, however many points. */
                    readonly resolution?: "auto" | "raw";
                };
                readonly header?: never;
                readonly path: {
                    /** @example 1 */
                    readonly id: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Network over time */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly timestamps: readonly string[];
                            /** @description Width of the buckets, where the points are none as stored. */
                            readonly bucket_seconds?: number;
                            /** @description Damaged blocks in the range were left out. */
                            readonly damaged?: boolean;
                            readonly interfaces: readonly {
                                /** @example sda */
                                readonly name: string;
                                readonly rx_bytes: readonly (number | null)[];
                                readonly tx_bytes: readonly (number | null)[];
                                readonly rx_packets: readonly (number | null)[];
                                readonly tx_packets: readonly (number | null)[];
                                readonly utilization: readonly (number | null)[];
                                readonly min?: {
                                    readonly utilization: readonly (number | null)[];
                                };
                                readonly max?: {
                                    readonly utilization: readonly (number | null)[];
                                };
                            }[];
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Too many requests */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description The storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/dashboard/api/collectors/{id}/stats/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Statistics of a collector
         * @description Disk and network figures are of what came between two samples. Exact over values as reported (30 days).
         */
        readonly get: {
            readonly parameters: {
                readonly query?: {
                    /**
                     * @description So many hours until now, 1 to 87600, or `all`.
                     * @example 24
                     */
                    readonly hours?: string;
                };
                readonly header?: never;
                readonly path: {
                    /** @example 1 */
                    readonly id: number;
                };
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Statistics of a collector */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly cpu: {
                                readonly user: {
                                    readonly min: number | null;
                                    readonly max: number | null;
                                    readonly avg: number | null;
                                    readonly stddev: number | null;
                                    readonly current: number | null;
                                    readonly p50: number | null;
                                    readonly p75: number | null;
                                    readonly p90: number | null;
                                    readonly p95: number | null;
                                    readonly p97_5: number | null;
                                    readonly p99: number | null;
                                    readonly p100: number | null;
                                };
                                readonly system: {
                                    readonly min: number | null;
                                    readonly max: number | null;
                                    readonly avg: number | null;
                                    readonly stddev: number | null;
                                    readonly current: number | null;
                                    readonly p50: number | null;
                                    readonly p75: number | null;
                                    readonly p90: number | null;
                                    readonly p95: number | null;
                                    readonly p97_5: number | null;
                                    readonly p99: number | null;
                                    readonly p100: number | null;
                                };
                                readonly iowait: {
                                    readonly min: number | null;
                                    readonly max: number | null;
                                    readonly avg: number | null;
                                    readonly stddev: number | null;
                                    readonly current: number | null;
                                    readonly p50: number | null;
                                    readonly p75: number | null;
                                    readonly p90: number | null;
                                    readonly p95: number | null;
                                    readonly p97_5: number | null;
                                    readonly p99: number | null;
                                    readonly p100: number | null;
                                };
                            };
                            readonly memory: {
                                readonly percent_used: {
                                    readonly min: number | null;
                                    readonly max: number | null;
                                    readonly avg: number | null;
                                    readonly stddev: number | null;
                                    readonly current: number | null;
                                    readonly p50: number | null;
                                    readonly p75: number | null;
                                    readonly p90: number | null;
                                    readonly p95: number | null;
                                    readonly p97_5: number | null;
                                    readonly p99: number | null;
                                    readonly p100: number | null;
                                };
                            };
                            readonly disk: {
                                readonly [key: string]: {
                                    readonly read_ops: {
                                        readonly min: number | null;
                                        readonly max: number | null;
                                        readonly avg: number | null;
                                        readonly stddev: number | null;
                                        readonly current: number | null;
                                        readonly p50: number | null;
                                        readonly p75: number | null;
                                        readonly p90: number | null;
                                        readonly p95: number | null;
                                        readonly p97_5: number | null;
                                        readonly p99: number | null;
                                        readonly p100: number | null;
                                    };
                                    readonly write_ops: {
                                        readonly min: number | null;
                                        readonly max: number | null;
                                        readonly avg: number | null;
                                        readonly stddev: number | null;
                                        readonly current: number | null;
                                        readonly p50: number | null;
                                        readonly p75: number | null;
                                        readonly p90: number | null;
                                        readonly p95: number | null;
                                        readonly p97_5: number | null;
                                        readonly p99: number | null;
                                        readonly p100: number | null;
                                    };
                                };
                            };
                            readonly network: {
                                readonly [key: string]: {
                                    readonly rx_bytes: {
                                        readonly min: number | null;
                                        readonly max: number | null;
                                        readonly avg: number | null;
                                        readonly stddev: number | null;
                                        readonly current: number | null;
                                        readonly p50: number | null;
                                        readonly p75: number | null;
                                        readonly p90: number | null;
                                        readonly p95: number | null;
                                        readonly p97_5: number | null;
                                        readonly p99: number | null;
                                        readonly p100: number | null;
                                    };
                                    readonly tx_bytes: {
                                        readonly min: number | null;
                                        readonly max: number | null;
                                        readonly avg: number | null;
                                        readonly stddev: number | null;
                                        readonly current: number | null;
                                        readonly p50: number | null;
                                        readonly p75: number | null;
                                        readonly p90: number | null;
                                        readonly p95: number | null;
                                        readonly p97_5: number | null;
                                        readonly p99: number | null;
                                        readonly p100: number | null;
                                    };
                                };
                            };
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not found */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Too many requests */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description The storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/dashboard/api/compare/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Compare collectors */
        readonly get: {
            readonly parameters: {
                readonly query: {
                    /**
                     * @description Up to 20 collector ids, separated by commas.
                     * @example 1
                     */
                    readonly collectors: string;
                    /**
                     * @description So many hours until now, 1 to 87600, or `all`.
                     * @example 24
                     */
                    readonly hours?: string;
                    /** @description Up to so many points come as stored; above, averages over buckets with `min` and `max` beside them. */
                    readonly points?: number;
                };
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Compare collectors */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly collectors: readonly {
                                readonly id: number;
                                readonly name: string;
                                readonly hostname: string;
                            }[];
                            readonly metrics: {
                                readonly cpu: {
                                    readonly [key: string]: {
                                        readonly timestamps: readonly string[];
                                        /** @description Width of the buckets, where the points are none as stored. */
                                        readonly bucket_seconds?: number;
                                        /** @description Damaged blocks in the range were left out. */
                                        readonly damaged?: boolean;
                                        readonly user: readonly (number | null)[];
                                        readonly system: readonly (number | null)[];
                                    };
                                };
                                readonly memory: {
                                    readonly [key: string]: {
                                        readonly timestamps: readonly string[];
                                        /** @description Width of the buckets, where the points are none as stored. */
                                        readonly bucket_seconds?: number;
                                        /** @description Damaged blocks in the range were left out. */
                                        readonly damaged?: boolean;
                                        readonly percent_used: readonly (number | null)[];
                                    };
                                };
                            };
                            readonly stats: {
                                readonly [key: string]: {
                                    readonly cpu: {
                                        readonly user: {
                                            readonly min: number | null;
                                            readonly max: number | null;
                                            readonly avg: number | null;
                                            readonly stddev: number | null;
                                            readonly current: number | null;
                                            readonly p50: number | null;
                                            readonly p75: number | null;
                                            readonly p90: number | null;
                                            readonly p95: number | null;
                                            readonly p97_5: number | null;
                                            readonly p99: number | null;
                                            readonly p100: number | null;
                                        };
                                        readonly system: {
                                            readonly min: number | null;
                                            readonly max: number | null;
                                            readonly avg: number | null;
                                            readonly stddev: number | null;
                                            readonly current: number | null;
                                            readonly p50: number | null;
                                            readonly p75: number | null;
                                            readonly p90: number | null;
                                            readonly p95: number | null;
                                            readonly p97_5: number | null;
                                            readonly p99: number | null;
                                            readonly p100: number | null;
                                        };
                                        readonly iowait: {
                                            readonly min: number | null;
                                            readonly max: number | null;
                                            readonly avg: number | null;
                                            readonly stddev: number | null;
                                            readonly current: number | null;
                                            readonly p50: number | null;
                                            readonly p75: number | null;
                                            readonly p90: number | null;
                                            readonly p95: number | null;
                                            readonly p97_5: number | null;
                                            readonly p99: number | null;
                                            readonly p100: number | null;
                                        };
                                    };
                                    readonly memory: {
                                        readonly percent_used: {
                                            readonly min: number | null;
                                            readonly max: number | null;
                                            readonly avg: number | null;
                                            readonly stddev: number | null;
                                            readonly current: number | null;
                                            readonly p50: number | null;
                                            readonly p75: number | null;
                                            readonly p90: number | null;
                                            readonly p95: number | null;
                                            readonly p97_5: number | null;
                                            readonly p99: number | null;
                                            readonly p100: number | null;
                                        };
                                    };
                                };
                            };
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description One of the collectors is not there */
                readonly 404: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Too many requests */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description The storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/dashboard/preferences/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One’s preferences */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description One’s preferences */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * @example 24h
                             * @enum {string}
                             */
                            readonly default_time_range: "1h" | "6h" | "24h" | "7d" | "30d" | "all";
                            /** @example 1 */
                            readonly default_collector_id: number | null;
                            /**
                             * @example light
                             * @enum {string}
                             */
                            readonly chart_theme: "light" | "dark";
                            /** @example 60 */
                            readonly refresh_interval_seconds: number;
                            /** @example true */
                            readonly show_containers: boolean;
                            /**
                             * @example [
                             *       "cpu",
                             *       "memory",
                             *       "disk",
                             *       "network"
                             *     ]
                             */
                            readonly visible_metrics: readonly ("cpu" | "memory" | "disk" | "network")[];
                        };
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Too many requests */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description The storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
            };
        };
        readonly put?: never;
        /**
         * Change one’s preferences
         * @description What is left out stays.
         */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            /** @description What is left out stays. */
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /**
                         * @example 24h
                         * @enum {string}
                         */
                        readonly default_time_range?: "1h" | "6h" | "24h" | "7d" | "30d" | "all";
                        /** @example 1 */
                        readonly default_collector_id?: number | null;
                        /**
                         * @example light
                         * @enum {string}
                         */
                        readonly chart_theme?: "light" | "dark";
                        /** @example 60 */
                        readonly refresh_interval_seconds?: number;
                        /** @example true */
                        readonly show_containers?: boolean;
                        /**
                         * @example [
                         *       "cpu",
                         *       "memory",
                         *       "disk",
                         *       "network"
                         *     ]
                         */
                        readonly visible_metrics?: readonly ("cpu" | "memory" | "disk" | "network")[];
                    };
                };
            };
            readonly responses: {
                /** @description Change one’s preferences */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /**
                             * @example 24h
                             * @enum {string}
                             */
                            readonly default_time_range: "1h" | "6h" | "24h" | "7d" | "30d" | "all";
                            /** @example 1 */
                            readonly default_collector_id: number | null;
                            /**
                             * @example light
                             * @enum {string}
                             */
                            readonly chart_theme: "light" | "dark";
                            /** @example 60 */
                            readonly refresh_interval_seconds: number;
                            /** @example true */
                            readonly show_containers: boolean;
                            /**
                             * @example [
                             *       "cpu",
                             *       "memory",
                             *       "disk",
                             *       "network"
                             *     ]
                             */
                            readonly visible_metrics: readonly ("cpu" | "memory" | "disk" | "network")[];
                        };
                    };
                };
                /** @description Malformed JSON */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Validation failed */
                readonly 422: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Too many requests */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
                /** @description The storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["PerfanalysisError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/auth/token/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Obtain one’s token */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody: {
                readonly content: {
                    readonly "application/json": {
                        /** @example admin */
                        readonly username: string;
                        /** @example admin123 */
                        readonly password: string;
                        /** @description Code of the second factor, or a recovery code, of a user who has one. */
                        readonly otp?: string;
                    };
                };
            };
            readonly responses: {
                /** @description Obtain one’s token */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example 9944b09199c62bcf9418ad846dd0e4bbdfc6ee4b */
                            readonly token: string;
                            /** @example 1 */
                            readonly user_id: number;
                            /** @example admin */
                            readonly username: string;
                            /** @description False when the user has this token already. */
                            readonly created: boolean;
                        };
                    };
                };
                /** @description Validation failed */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ImasError"];
                    };
                };
                /** @description Wrong credentials */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ImasError"];
                    };
                };
                /** @description Body too large */
                readonly 413: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ImasError"];
                    };
                };
                /** @description Not JSON */
                readonly 415: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ImasError"];
                    };
                };
                /** @description Too many requests */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ImasError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ImasError"];
                    };
                };
                /** @description The storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ImasError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/auth/token/verify/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Verify the token */
        readonly get: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Verify the token */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            readonly valid: boolean;
                            /** @example 1 */
                            readonly user_id: number;
                            /** @example admin */
                            readonly username: string;
                        };
                    };
                };
                /** @description Validation failed */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ImasError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ImasError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ImasError"];
                    };
                };
                /** @description Too many requests */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ImasError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ImasError"];
                    };
                };
                /** @description The storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ImasError"];
                    };
                };
            };
        };
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/auth/token/revoke/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Revoke the token */
        readonly post: {
            readonly parameters: {
                readonly query?: never;
                readonly header?: never;
                readonly path?: never;
                readonly cookie?: never;
            };
            readonly requestBody?: never;
            readonly responses: {
                /** @description Revoke the token */
                readonly 200: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": {
                            /** @example Token revoked successfully */
                            readonly message: string;
                        };
                    };
                };
                /** @description Validation failed */
                readonly 400: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ImasError"];
                    };
                };
                /** @description Not signed in */
                readonly 401: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ImasError"];
                    };
                };
                /** @description Not allowed */
                readonly 403: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ImasError"];
                    };
                };
                /** @description Too many requests */
                readonly 429: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ImasError"];
                    };
                };
                /** @description Internal error */
                readonly 500: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ImasError"];
                    };
                };
                /** @description The storage does not answer */
                readonly 503: {
                    headers: {
                        readonly [name: string]: unknown;
                    };
                    content: {
                        readonly "application/json": components["schemas"]["ImasError"];
                    };
                };
            };
        };
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly HealthCheckError: {
            /** @example Introuvable */
            readonly error: string;
            /** @example La ressource demandée n'existe pas */
            readonly message: string;
            /** @description What is wrong, by field. */
            readonly details?: {
                readonly [key: string]: readonly string[];
            };
            /** @description True where nothing but the code of the second factor is missing: `otp`. */
            readonly otp_required?: boolean;
            /** @description Seconds, where a limit is exceeded. */
            readonly retry_after?: number;
        };
        readonly HyperionError: {
            /** @example VALIDATION_ERROR */
            readonly error: string;
            /** @example Validation failed */
            readonly message: string;
            /**
             * @description What is wrong, by field; `retry_after` (seconds) where a limit is exceeded.
             * @example {
             *       "points": [
             *         "Must be >= 1"
             *       ]
             *     }
             */
            readonly details: {
                readonly [key: string]: readonly string[] | number;
            };
            /** @description True where nothing but the code of the second factor is missing: `otp`. */
            readonly otp_required?: boolean;
        };
        readonly PerfanalysisError: {
            /** @example VALIDATION_ERROR */
            readonly error: string;
            /** @example Validation failed */
            readonly message: string;
            /**
             * @description What is wrong, by field; `retry_after` (seconds) where a limit is exceeded.
             * @example {
             *       "username": [
             *         "This field is required"
             *       ]
             *     }
             */
            readonly details: {
                readonly [key: string]: readonly string[] | number;
            };
            /** @description True where nothing but the code of the second factor is missing: `otp`. */
            readonly otp_required?: boolean;
        };
        readonly ImasError: {
            /** @example Validation failed */
            readonly error: string;
            /**
             * @description What is wrong, by field.
             * @example {
             *       "title": [
             *         "This field is required."
             *       ]
             *     }
             */
            readonly details?: {
                readonly [key: string]: readonly string[];
            };
            /** @description True where nothing but the code of the second factor is missing: `otp`. */
            readonly otp_required?: boolean;
            /**
             * @description Seconds, where a limit is exceeded.
             * @example 3600
             */
            readonly retry_after?: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
