using System.Collections.Frozen;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;

namespace PayFunctions.Infra.Storage;

/// <summary>Every table of every configured account, one client each, over one pool of connections.</summary>
public sealed class TableAccounts
{
    private readonly FrozenDictionary<string, TableClient>[] _accounts;

    /// <param name="transport">What carries the requests; null for the network. Tests and simulations bring their
    /// own.</param>
    public TableAccounts(IOptions<StorageOptions> options, HttpPipelineTransport? transport = null)
    {
        var settings = options.Value;
        KeepsLookups = settings.Lookups;
        transport ??= Network(settings);
        _accounts = [.. settings.Orders.Select(account => Tables(account, settings, transport))];
    }

    /// <summary>Whether the rows are written that find an order by other numbers than its own.</summary>
    public bool KeepsLookups { get; }

    /// <summary>The table in the account that holds the partition.</summary>
    public TableClient Holding(string table, string partition) =>
        _accounts[_accounts.Length == 1 ? 0 : StableHash.Place(partition, _accounts.Length)][table];

    /// <summary>The table in each account, for what looks at all of it.</summary>
    public IEnumerable<TableClient> Each(string table) => _accounts.Select(account => account[table]);

    /// <summary>Makes the tables that are not there. Safe to repeat, and next to others doing the same.</summary>
    public async Task EnsureTablesAsync(CancellationToken cancellation)
    {
        foreach (var table in _accounts.SelectMany(account => account.Values))
        {
            await table.CreateIfNotExistsAsync(cancellation);
        }
    }

    private static FrozenDictionary<string, TableClient> Tables(
        string account, StorageOptions settings, HttpPipelineTransport transport)
    {
        var service = StorageAccount.Connect(account, ClientOptions(settings, transport));
        return TableNames.All.ToFrozenDictionary(name => name, service.GetTableClient, StringComparer.Ordinal);
    }

    private static TableClientOptions ClientOptions(StorageOptions settings, HttpPipelineTransport transport)
    {
        var options = new TableClientOptions { Transport = transport };
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = settings.Retries;
        options.Retry.Delay = settings.FirstRetry;
        options.Retry.MaxDelay = settings.LongestRetry;
        options.Retry.NetworkTimeout = settings.NetworkTimeout;
        options.AddPolicy(new RequestCount(), HttpPipelinePosition.PerRetry);
        return options;
    }

    private static HttpClientTransport Network(StorageOptions settings) =>
        new(new HttpClient(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = settings.Connections,
            ConnectTimeout = settings.NetworkTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10), // An account that moves is found again by its name.
            UseCookies = false,
            ActivityHeadersPropagator = null, // Storage joins no trace, and a span of each request would be nobody's.
        })
        {
            Timeout = Timeout.InfiniteTimeSpan, // The pipeline's own, one a try.
        });
}
