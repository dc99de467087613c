using System.Diagnostics;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.History;
using Microsoft.DurableTask.Journal;
using Microsoft.DurableTask.Replay;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Engine;

/// <summary>Runs the orchestrations of one task hub, in one process, out of one journal.</summary>
/// <remarks>
/// Every change to an instance is one record, appended and applied under the store's gate and acknowledged once
/// written; replays and activities run outside of it. Effects that leave the engine (an activity's start, an answer to
/// a client) wait for the write; a further turn need not, for its record can only stand behind.
/// </remarks>
internal sealed partial class DurableEngine
{
    private static readonly TimeSpan PatienceAfterCancel = TimeSpan.FromSeconds(3);

    private readonly EngineOptions _options;
    private readonly ITaskHost _host;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly TurnTaker _turns;
    private readonly WorkQueue<Instance> _ready;
    private readonly WorkQueue<ActivityCall> _activities;
    private readonly Busy _busy = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
    private readonly ByteWriter _record = new();
    private readonly Lock _compactingGate = new();
    private Store _store = null!;
    private TimerQueue _timers = null!;
    private Compaction _compaction = null!;
    private Task _compacting = Task.CompletedTask;

    public DurableEngine(EngineOptions options, ITaskHost host, TimeProvider clock, ILoggerFactory loggers)
    {
        (_options, _host, _clock) = (options, host, clock);
        _logger = loggers.CreateLogger("Host.DurableTask");
        _turns = new(loggers);
        _ready = new(_busy, _logger, TakeTurnAsync);
        _activities = new(_busy, _logger, RunActivityAsync);
    }

    /// <summary>Reads the journal. Nothing runs yet, but clients are answered.</summary>
    public void Open()
    {
        var watch = Stopwatch.StartNew();
        _store = Opening.Open(_options, _logger);
        _timers = new(_clock, FireTimers);
        _compaction = new(_store, _options, _clock);
        var live = _store.Instances.Count(instance => !instance.HasEnded);
        Log.Opened(_logger, _options.Folder, _store.Instances.Count, live, watch.ElapsedMilliseconds);
        if (_options.DropEvents) Log.DropsEvents(_logger);
    }

    /// <summary>Takes up everything that was pending when the last process ended, and from now on what comes.</summary>
    public void Start()
    {
        lock (_store.Gate)
        {
            foreach (var instance in _store.Instances)
            {
                if (instance.HasEnded) continue;
                foreach (var open in instance.Open) TakeUp(instance, open);
                MakeReady(instance);
            }
        }

        _ready.Start(_options.MaxTurns, _stopping.Token);
        _activities.Start(_options.MaxActivities, _stopping.Token);
    }

    /// <summary>Lets running work items end; past the token, activities are cancelled, to run again.</summary>
    public async Task StopAsync(CancellationToken hurry)
    {
        await _stopping.CancelAsync();
        await DrainAsync(hurry);
        Task compacting;
        lock (_compactingGate) compacting = _compacting;
        await compacting; // It writes into the folder that the caller, or the next process, may take next.
        lock (_store.Gate) _timers.Dispose();
        await _store.DrainAsync();
        _store.Dispose();
    }

    /// <summary>Nothing is queued or running; instances wait for events, timers or nothing at all.</summary>
    public Task WhenIdleAsync() => _busy.WhenIdleAsync();

    public int LiveTimers
    {
        get { lock (_store.Gate) return _timers.Live; }
    }

    public Task<(long Before, long After)?> CompactAsync() => _compaction.RunAsync();

    private void TakeUp(Instance instance, OpenCall open)
    {
        if (open.Kind == EventKind.TimerCreated) _timers.Add(instance, open.Id, open.DueTicks);
        else if (open.Kind == EventKind.ActivityCalled) _activities.Add(new(instance, open.Id, open.Position));
    }

    private void MakeReady(Instance instance)
    {
        if (instance.InQueue || instance.InTurn || !instance.HasWork) return;
        instance.InQueue = true;
        _ready.Add(instance);
    }

    private void FireTimers()
    {
        lock (_store.Gate)
        {
            foreach (var (instance, call) in _timers.TakeDue())
            {
                (instance.Fired ??= []).Add(call);
                MakeReady(instance);
            }
        }
    }

    private async Task DrainAsync(CancellationToken hurry)
    {
        using var lost = new CancellationTokenSource();
        await using var hurrying = hurry.Register(() =>
        {
            _aborting.Cancel();
            lost.CancelAfter(PatienceAfterCancel);
        });
        try
        {
            await Task.WhenAll(_ready.StoppedAsync(), _activities.StoppedAsync()).WaitAsync(lost.Token);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            Log.LeftRunning(_logger);
        }
    }

    private async Task CommitAsync(Batch batch)
    {
        await _store.CommitAsync(batch);
        if (!_compaction.IsDue || !_compacting.IsCompleted) return;
        lock (_compactingGate)
        {
            if (_compacting.IsCompleted && !_stopping.IsCancellationRequested)
                _compacting = Task.Run(CompactInBackgroundAsync);
        }
    }

    private async Task CompactInBackgroundAsync()
    {
        try
        {
            if (await _compaction.RunAsync() is { } done) Log.Compacted(_logger, done.Before, done.After);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JournalStoppedException)
        {
            _compaction.PutOff();
            Log.CompactionFailed(_logger, e);
        }
    }
}
