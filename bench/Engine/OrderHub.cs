using System.Globalization;
using Microsoft.DurableTask.Engine;
using Microsoft.DurableTask.Replay;
using Microsoft.Extensions.Logging.Abstractions;
using PayFunctions.Orders;

namespace PayFunctions.Bench.Engine;

/// <summary>The embedded engine with the app's own order orchestration in it; its activities answer at once.</summary>
internal sealed class OrderHub : ITaskHost, IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("payfunctions-bench-");

    public OrderHub(bool fsync)
    {
        var options = new EngineOptions { Folder = _folder.FullName, Fsync = fsync, CompactFromBytes = long.MaxValue };
        Engine = new(options, this, TimeProvider.System, NullLoggerFactory.Instance);
        Engine.Open();
        Engine.Start();
    }

    public DurableEngine Engine { get; }

    public string Folder => _folder.FullName;

    public static string IdOf(int order) => string.Create(CultureInfo.InvariantCulture, $"order-default-ORD{order:D10}");

    /// <summary>Started, its first turn taken: it waits for a hint and for its first poll.</summary>
    public Task StartAsync(int order) => Engine.StartAsync(
        nameof(OrderLifecycle), IdOf(order),
        $$"""
        {"Tenant":"default","OrderId":"ORD{{order:D10}}","ExpiresAt":"2099-01-01T00:00:00+00:00",
        "FirstPollSeconds":3600,"PollGrowth":2,"LongestPollSeconds":7200,"LongestClosePollSeconds":7200,
        "GiveUpAfterSeconds":86400,"Notifies":false,"Retries":{"Connection":3,"Refusal":5,"System":7,
        "FirstPauseSeconds":1,"PauseGrowth":2,"LongestPauseSeconds":60},"TopsUp":false}
        """,
        null, null);

    /// <summary>Paid: the hint wakes it, it asks, follows up and ends.</summary>
    public Task HintAsync(int order) => Engine.RaiseAsync(IdOf(order), OrderLifecycle.Hint, null);

    public OrchestratorBody FindOrchestrator(string name) => static async context =>
        ((int)await OrderLifecycle.RunAsync(context)).ToString(CultureInfo.InvariantCulture);

    public ActivityBody FindActivity(string name) => static (_, _, _) => Answer;

    private static Task<string?> Answer { get; } = Task.FromResult<string?>("""{"Standing":1,"Failed":null}""");

    public async ValueTask DisposeAsync()
    {
        await Engine.StopAsync(CancellationToken.None);
        _folder.Delete(recursive: true);
    }
}
