using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Engine;
using Microsoft.DurableTask.Replay;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Embedded.Durable;

/// <summary>An engine over a real journal in a folder of its own, its orchestrators and activities delegates.</summary>
internal sealed class World : ITaskHost, IAsyncDisposable
{
    private readonly Dictionary<string, OrchestratorBody> _orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ActivityBody> _activities = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _folders = [];
    private readonly List<DurableEngine> _running = [];

    private static readonly System.Text.Json.JsonSerializerOptions JsonFields = new() { IncludeFields = true };

    public World() => Folder = NewFolder();

    public string Folder { get; private set; }

    public ManualClock Clock { get; } = new(new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero));

    public TimeProvider? OtherClock { get; init; }

    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    public bool DropEvents { get; init; }

    public bool Fsync { get; init; }

    public int MaxActivities { get; init; } = 10;

    public long CompactFromBytes { get; init; } = long.MaxValue;

    public DurableEngine Engine { get; private set; } = null!;

    public DurableTaskClient Client { get; private set; } = null!;

    public World Orchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> body)
    {
        _orchestrators[name] = async context => System.Text.Json.JsonSerializer.Serialize(await body(context));
        return this;
    }

    public World Activity(string name, Func<string?, Task<object?>> body)
    {
        _activities[name] = async (_, input, _) => System.Text.Json.JsonSerializer.Serialize(
            await body(input is null ? null : System.Text.Json.JsonSerializer.Deserialize<string>(input)));
        return this;
    }

    public World Activity(string name, ActivityBody body)
    {
        _activities[name] = body;
        return this;
    }

    public World Open()
    {
        var options = new EngineOptions
        {
            Folder = Folder,
            DropEvents = DropEvents,
            Fsync = Fsync,
            CompactFromBytes = CompactFromBytes,
            MaxTurns = 4,
            MaxActivities = MaxActivities,
        };
        Engine = new(options, this, OtherClock ?? Clock, Loggers);
        Engine.Open();
        Client = new EngineClient(Engine);
        Engine.Start();
        _running.Add(Engine);
        return this;
    }

    /// <summary>As after SIGKILL: the engine is left as it is, and another opens what has reached the files.</summary>
    public World OpenCopy()
    {
        var copy = NewFolder();
        foreach (var path in Directory.GetFiles(Folder, "*.journal*"))
            File.Copy(path, Path.Combine(copy, Path.GetFileName(path)));
        Folder = copy;
        return Open();
    }

    public async Task CloseAsync(bool inAHurry = false)
    {
        _running.Remove(Engine);
        await Engine.StopAsync(new CancellationToken(canceled: inAHurry));
    }

    public string[] Files() => [.. Directory.GetFiles(Folder, "*.journal").Order(StringComparer.Ordinal)];

    /// <summary>What the engine itself meets before it gets to the code of an orchestrator.</summary>
    public Action<string> OnFind { get; set; } = _ => { };

    public OrchestratorBody? FindOrchestrator(string name)
    {
        OnFind(name);
        return _orchestrators.GetValueOrDefault(name);
    }

    public ActivityBody? FindActivity(string name) => _activities.GetValueOrDefault(name);

    public World Forget(string orchestrator)
    {
        _orchestrators.Remove(orchestrator);
        return this;
    }

    public async Task<string> StartAsync(string orchestrator, object? input = null, string? id = null)
    {
        var started = await Client.ScheduleNewOrchestrationInstanceAsync(
            orchestrator, input, id is null ? null : new StartOrchestrationOptions(id));
        await Engine.WhenIdleAsync();
        return started;
    }

    public async Task RaiseAsync(string id, string name, object? payload = null)
    {
        await Client.RaiseEventAsync(id, name, payload);
        await Engine.WhenIdleAsync();
    }

    public async Task AdvanceAsync(TimeSpan by)
    {
        Clock.Advance(by);
        await Engine.WhenIdleAsync();
    }

    public Task<string> ScheduleAsync(
        string orchestrator, object? input = null, StartOrchestrationOptions? options = null) =>
        Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, options);

    public Task RaiseNowAsync(string id, string name, object? payload = null) =>
        Client.RaiseEventAsync(id, name, payload);

    public Task<OrchestrationMetadata?> FindAsync(string id) => Client.GetInstanceAsync(id);

    public async Task<OrchestrationMetadata> EndAsync(string id)
    {
        await Engine.WhenIdleAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True( // An end that comes from outside of the engine's own work.
            SpinWait.SpinUntil(() => Engine.Find(id, false)!.IsCompleted, TimeSpan.FromSeconds(60)), $"{id} did not end.");
        return await GetAsync(id);
    }

    public async Task<OrchestrationMetadata> GetAsync(string id) =>
        (await Client.GetInstanceAsync(id, getInputsAndOutputs: true))!;

    public async Task<T> ResultAsync<T>(string id)
    {
        var ended = await EndAsync(id);
        Assert.True(ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed, ended.FailureDetails?.ToString());
        return System.Text.Json.JsonSerializer.Deserialize<T>(ended.SerializedOutput ?? "null", JsonFields)!;
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        foreach (var engine in _running) await engine.StopAsync(patience.Token);
        foreach (var folder in _folders) Directory.Delete(folder, recursive: true);
    }

    private string NewFolder()
    {
        var folder = Directory.CreateTempSubdirectory("payfunctions-journal-").FullName;
        _folders.Add(folder);
        return folder;
    }
}
