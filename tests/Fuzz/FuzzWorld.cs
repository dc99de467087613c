using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Engine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Orders;
using PayFunctions.Tests.Infra.ApplePay;
using PayFunctions.Tests.Infra.AppStore;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Fuzz;

/// <summary>
/// The whole app as Program composes it, with its host, routes, keys and middleware; but its socket is a method call, its tables are in
/// memory, its clock stands still, and its orchestrations are begun and never run.
/// </summary>
/// <remarks>Each input finds the rows as they were at first, so that none depends on another.</remarks>
internal sealed class FuzzWorld : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly InProcessServer _server;
    private readonly FuzzStorage _storage;
    private readonly FuzzLog _log;
    private readonly DirectoryInfo _root;
    private ImmutableSortedDictionary<(string Table, string Partition, string Row), (JsonObject Columns, string ETag)> _first;

    private FuzzWorld(IHost host, InProcessServer server, FuzzStorage storage, FuzzLog log, DirectoryInfo root, StoreSide store, DeviceSide device) =>
        (_host, _server, _storage, _log, _root, Store, Device, _first) = (host, server, storage, log, root, store, device, storage.Rows.Now);

    public static DateTimeOffset Now => StoreSide.Now;

    public StoreSide Store { get; }

    public DeviceSide Device { get; }

    public static async Task<FuzzWorld> StartAsync()
    {
        var root = Directory.CreateTempSubdirectory("payfunctions-fuzz-");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "host.json"), Path.Combine(root.FullName, "host.json"));
        var (server, storage, store, device) = (new InProcessServer(), new FuzzStorage(), new StoreSide(), new DeviceSide());
        var builder = new FunctionsApplicationBuilder([], typeof(PayFunctions.Program).Assembly, root.FullName);
        builder.Configuration.AddInMemoryCollection(FuzzSettings.Of(store, device, Path.Combine(root.FullName, "journal")));
        var log = new FuzzLog();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddSingleton<TimeProvider>(new ManualClock(Now));
        builder.Services.AddSingleton<HttpPipelineTransport>(new HttpClientTransport(new HttpClient(storage)));
        var app = PayFunctions.Program.Compose(builder);
        // What works by itself in the background would be in the way.
        foreach (var service in app.Services.Where(IsBackground).ToList()) app.Services.Remove(service);
        // An unknown serial may have the provider asked for its certificates, once a minute, and who asks keeps a record of it.
        app.Services.AddSingleton<IRenewalBoard, LocalBoard>();
        app.Services.AddSingleton<IServer>(server);
        var host = app.Build();
        host.Services.GetRequiredService<DurableEngine>().Open();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await FuzzOrders.AddAsync(host.Services.GetRequiredService<OrderBook>(), TestContext.Current.CancellationToken);
        return new(host, server, storage, log, root, store, device);
    }

    /// <summary>What stands now is what every input finds.</summary>
    public void Keep() => _first = _storage.Rows.Now;

    public Task<FuzzAnswer> SendAsync(FuzzRequest request) => _server.AnswerAsync(request);

    /// <summary>Sends it and holds what every input is held to; the rows are then as they were.</summary>
    /// <param name="effect">Whether it may change more than the counters; told the answer's status.</param>
    public async Task HoldAsync(FuzzRequest request, Func<int, bool> effect)
    {
        _log.Forget();
        var writes = _storage.Rows.Writes;
        _storage.Fails = request.StorageFails;
        var answer = await _server.AnswerAsync(request);
        _storage.Fails = false;

        // A word that its provider has not documented waits for us to learn it: the provider comes again.
        var comesAgain = answer.Status == 503 && (request.StorageFails || _log.Text.Contains("unknown-word", StringComparison.Ordinal));
        Assert.True(answer.Status < 500 || comesAgain, $"It was answered {answer.Status}. {_log.Text}");
        if (_storage.Rows.Writes == writes) return;
        var changed = Changed().ToList();
        var wrong = Wrong().ToList();
        _storage.Rows.Restore(_first);
        Assert.True(changed.Count == 0 || effect(answer.Status), $"It was answered {answer.Status} and has changed {string.Join(", ", changed)}.");
        Assert.True(wrong.Count == 0, string.Join(", ", wrong));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _root.Delete(recursive: true);
    }

    /// <summary>What is there now and was not, and what was and is not any more; idempotency keys are the edge's own, as is what it writes of operators' calls.</summary>
    private IEnumerable<string> Changed()
    {
        var now = _storage.Rows.Now;
        return now.Where(row => !_first.TryGetValue(row.Key, out var first) || first.ETag != row.Value.ETag)
            .Concat(_first.Where(row => !now.ContainsKey(row.Key)))
            .Where(row => row.Key.Table is not ("Idempotency" or "Audit"))
            .Select(row => row.Key.ToString());
    }

    /// <summary>Whatever a provider signs: an order is paid its own total, or nothing; and not more goes back than came.</summary>
    private IEnumerable<string> Wrong() =>
        from row in _storage.Rows.All()
        where row.Table == "Orders" && (string?)row.Columns["RowKey"] == "order"
        let total = Number(row.Columns["Total"])
        let paid = Number(row.Columns["Paid"])
        where (paid != 0 && paid != total) || Number(row.Columns["Refunded"]) + Number(row.Columns["RefundReserved"]) > paid
        select $"{row.Columns["PartitionKey"]} of {total} is paid {paid}.";

    private static long Number(JsonNode? column) => long.Parse(column!.ToString(), CultureInfo.InvariantCulture);

    private static bool IsBackground(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && service.ImplementationType?.Name != "GenericWebHostService";
}
