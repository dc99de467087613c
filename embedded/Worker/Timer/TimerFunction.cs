using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary>One timer function and its own loop: it never runs twice at once, and may be asked to run now.</summary>
internal sealed class TimerFunction(
    DiscoveredFunction function, Schedule schedule, FunctionInvoker invoker, TimerMonitor monitor, TimeProvider clock,
    ILogger log)
{
    // A delay past this is waited for in parts: timers take no more than 49 days.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);
    private static readonly Dictionary<string, object?> NoData = [];

    // One request waits at most: who asks while one waits gets that run.
    private readonly Channel<bool> _asked =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly bool _monitored = !schedule.IsFasterThanAMinute(clock.GetUtcNow());

    public string Name => function.Name;

    public void RunNow() => _asked.Writer.TryWrite(true);

    public async Task LoopAsync(CancellationToken stop)
    {
        var status = _monitored ? monitor.Read(Name) : null;
        var pastDue = status is not null && DueAt(status) < clock.GetUtcNow();
        if (_monitored && status is null) monitor.Write(Name, status = After(default, clock.GetUtcNow()));
        if (pastDue) HostLog.PastDue(log, Name, status!.Next);
        if (pastDue) status = await RunAsync(status, pastDue, stop);

        var next = schedule.After(clock.GetUtcNow());
        while (!stop.IsCancellationRequested)
        {
            if (!await IsTimeAsync(next, stop)) continue;
            status = await RunAsync(status, pastDue: false, stop);
            next = schedule.After(clock.GetUtcNow());
        }
    }

    // A schedule that was changed while the host was down is due by what it is now.
    private DateTimeOffset DueAt(ScheduleStatus status) => schedule.After(Utc(
        status.Last == default ? status.LastUpdated : status.Last));

    /// <returns>Whether to run: the time has come or someone asked. False: wait on, or the host stops.</returns>
    private async Task<bool> IsTimeAsync(DateTimeOffset next, CancellationToken stop)
    {
        using var alarm = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var asked = _asked.Reader.WaitToReadAsync(alarm.Token).AsTask();
        var wait = next - clock.GetUtcNow();
        var time = Task.Delay(TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, LongestWait.Ticks)), clock, alarm.Token);
        var first = await Task.WhenAny(asked, time);
        await alarm.CancelAsync();
        if (stop.IsCancellationRequested) return false;
        return _asked.Reader.TryRead(out _) || (first == time && clock.GetUtcNow() >= next);
    }

    private async Task<ScheduleStatus?> RunAsync(ScheduleStatus? status, bool pastDue, CancellationToken stop)
    {
        var started = clock.GetUtcNow();
        try
        {
            var call = new TimerCall(new TimerInfo { IsPastDue = pastDue });
            await invoker.InvokeAsync(function, call, NoData, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            HostLog.TimerStopped(log, Name);
            return status; // Not written: a run that the stop cut short is past due at the next start.
        }
        catch (Exception e) // A run that fails is told and over; the next occurrence comes as if it had not.
        {
            HostLog.FunctionFailed(log, e, Name);
        }

        if (!_monitored) return null;
        var ran = After(started, clock.GetUtcNow());
        monitor.Write(Name, ran);
        return ran;
    }

    private ScheduleStatus After(DateTimeOffset last, DateTimeOffset now) =>
        new(last.UtcDateTime, schedule.After(now).UtcDateTime, now.UtcDateTime);

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private sealed class TimerCall(TimerInfo info) : ITriggerCall
    {
        public object? Open(Invocation invocation) => info;

        public ValueTask CloseAsync(Invocation invocation) => default;
    }
}
