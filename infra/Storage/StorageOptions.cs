namespace PayFunctions.Infra.Storage;

/// <summary>Where the tables are, and how patient a call to them is. Section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>
    /// One connection string or account URL (then by identity) an account; none: <c>AzureWebJobsStorage</c>. Partitions
    /// are spread over them by hash: the list may not be reordered or lengthened once it holds orders.
    /// </summary>
    public IList<string> Orders { get; set; } = [];

    /// <summary>
    /// The blob account that the providers' bills and large stored answers are kept in: a connection string, or an https address (then by identity);
    /// none: <c>AzureWebJobsStorage</c>.
    /// </summary>
    public string? Bills { get; set; }

    /// <summary>How often a request is sent again after a 408, 429, 5xx or a broken connection.</summary>
    public int Retries { get; set; } = 2;

    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromMilliseconds(50);

    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMilliseconds(400);

    /// <summary>What one try may take. A callback must be answered within five seconds, retries included.</summary>
    public TimeSpan NetworkTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How many connections to one account are open at most.</summary>
    public int Connections { get; set; } = 64;

    /// <summary>
    /// Whether orders can be found by a provider's number or a refund's id too (<c>GET lookup/{id}</c>, the console's search). It
    /// costs one more request a payment and two a refund; without it they are found by their own number.
    /// </summary>
    public bool Lookups { get; set; } = true;
}
