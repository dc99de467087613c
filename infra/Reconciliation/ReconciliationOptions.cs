using PayFunctions.Infra.Configuration;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>Settings <c>Reconciliation:*</c>: how a day is fetched, compared and repaired.</summary>
public sealed class ReconciliationOptions
{
    public const string Section = "Reconciliation";

    private const string OnePersonsLimit = "Nobody raises the limit of what nobody, or one person, may repair alone.";

    /// <summary>How long until a bill that is not ready is asked for again.</summary>
    public TimeSpan FetchEvery { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a run waits for its bills before it alerts and gives up.</summary>
    public TimeSpan FetchFor { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Into how many parts a day is divided; each is compared by one worker.</summary>
    public int Shards { get; set; } = 16;

    /// <summary>How our day is held against our orders first. All orders of the tenant are gone through for it: see docs/scale.md.</summary>
    public IndexChecking CheckIndex { get; set; } = IndexChecking.Whole;

    /// <summary>How near the border of its day a movement may miss its match, and be handed to the next day.</summary>
    public TimeSpan CutOff { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>For how many days it is handed on before it is called missing.</summary>
    public int CarryDays { get; set; } = 2;

    /// <summary>Memory of one worker's comparison, in MiB; what goes beyond spills to a file.</summary>
    public int MemoryMiB { get; set; } = 64;

    /// <summary>How long a difference waits for people; then its approvals expire and the run ends without it.</summary>
    public TimeSpan ApproveWithin { get; set; } = TimeSpan.FromHours(24);

    /// <summary>After how long of waiting it is escalated.</summary>
    public TimeSpan EscalateAfter { get; set; } = TimeSpan.FromHours(4);

    /// <summary>Money from here on, in minor units, is a person's to decide, one difference at a time.</summary>
    [Deployed(OnePersonsLimit)]
    public long AutomaticAmountMax { get; set; } = 100_000;

    /// <summary>How many repairs a run makes by itself.</summary>
    [Deployed(OnePersonsLimit)]
    public int RepairsMax { get; set; } = 200;

    /// <summary>What they may sum up to, in minor units.</summary>
    [Deployed(OnePersonsLimit)]
    public long RepairedAmountMax { get; set; } = 1_000_000;

    /// <summary>What part of the day's rows they may be, from 0 to 1.</summary>
    [Deployed(OnePersonsLimit)]
    public double RepairedShareMax { get; set; } = 0.005;

    /// <summary>Above that, in minor units, a second person has to approve.</summary>
    [Deployed(OnePersonsLimit)]
    public long SecondApproverAbove { get; set; } = 1_000_000;

    /// <summary>That many differences in one window are one mistake: the bills are fetched again, and nothing repaired.</summary>
    public int StormCount { get; set; } = 100;

    public TimeSpan StormWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The objective: the share of a day's rows that agree, from 0 to 1. A day with less alerts.</summary>
    public double MatchRate { get; set; } = 0.9995;

    /// <summary>
    /// The objective: the time in China, on the day after, by which a day is final; one that is not alerts. Providers that bring
    /// their bills out in the morning need a later one.
    /// </summary>
    public TimeSpan DueAt { get; set; } = TimeSpan.FromHours(2);

    /// <summary>What a channel has of its own, by its name; the providers that serve bills need no entry.</summary>
    public IDictionary<string, ReconciledChannelOptions> Channels { get; set; } =
        new Dictionary<string, ReconciledChannelOptions>(StringComparer.Ordinal);
}

/// <summary>Settings <c>Reconciliation:Channels:{channel}:*</c>.</summary>
public sealed class ReconciledChannelOptions
{
    /// <summary>When the channel's day begins, from midnight in China: <c>-01:00:00</c> for UnionPay's 23:00.</summary>
    public TimeSpan DayBegins { get; set; }

    /// <summary>Accounts whose bills are put into the container by others, as <c>inbox/{channel}/{yyyyMMdd}/{account}</c>.</summary>
    public IList<string> Accounts { get; set; } = [];

    /// <summary>The tenant that they belong to.</summary>
    public string Tenant { get; set; } = "default";

    /// <summary>Whether the accounts' own bills are held against those of trades, where the provider has such.</summary>
    public bool Funds { get; set; } = true;

    /// <summary>
    /// Rules that each comparison is made by once more, or a version of the engine, such as <c>cut-off=00:00:00</c> or
    /// <c>engine=exact-key</c>: what they would change is reported, and
    /// never applied. Empty: none.
    /// </summary>
    public string Shadow { get; set; } = "";

    /// <summary>The columns of such a bill; null: the channel's bills have a form of their own.</summary>
    public DroppedBillOptions? Columns { get; set; }
}

/// <summary>Settings <c>Reconciliation:Channels:{channel}:Columns:*</c>: the names that a dropped bill's header has.</summary>
public sealed class DroppedBillOptions
{
    public string OrderId { get; set; } = "orderId";

    public string RefundId { get; set; } = "";

    public string TransactionId { get; set; } = "transactionId";

    public string Amount { get; set; } = "amount";

    /// <summary>How many decimals amounts may have; 0: they are minor units.</summary>
    public int AmountDecimals { get; set; } = 2;

    public string Currency { get; set; } = "";

    public string Time { get; set; } = "time";

    /// <summary><c>China</c>, <c>ChinaCompact</c> or <c>Utc</c>.</summary>
    public Core.Reconciliation.Bills.BillTime TimeFormat { get; set; }

    public string Kind { get; set; } = "";

    /// <summary>The word for a payment in the column of kinds.</summary>
    public string PaymentWord { get; set; } = "payment";

    /// <summary>The word for a refund in the column of kinds.</summary>
    public string RefundWord { get; set; } = "refund";
}
