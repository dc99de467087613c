namespace PayFunctions.Infra.Storage;

/// <summary>The tables, all of them in every account; a partition's account is found by its key.</summary>
public static class TableNames
{
    public const string Orders = "Orders";

    public const string LedgerDays = "LedgerDays";

    public const string Idempotency = "Idempotency";

    public const string Quarantine = "Quarantine";

    public const string Wallets = "Wallets";

    public const string DeadLetters = "DeadLetters";

    /// <summary>Leases, and what is written under them.</summary>
    public const string Locks = "Locks";

    public const string AppStore = "AppStore";

    public const string ApplePay = "ApplePay";

    /// <summary>How the channels' breakers stand, and each change of them.</summary>
    public const string Channels = "Channels";

    public const string Reconciliations = "Reconciliations";

    /// <summary>Which orders a provider's number or a refund's id belongs to.</summary>
    public const string Lookups = "Lookups";

    /// <summary>Settings that were changed while the app ran.</summary>
    public const string Settings = "Settings";

    /// <summary>What is done to the system, a chain a day.</summary>
    public const string Audit = "Audit";

    public static IReadOnlyList<string> All { get; } =
    [
        Orders, LedgerDays, Idempotency, Quarantine, Wallets, DeadLetters, Locks, AppStore, ApplePay, Channels,
        Reconciliations, Lookups, Settings, Audit,
    ];
}
