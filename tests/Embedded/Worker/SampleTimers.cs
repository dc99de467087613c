using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace PayFunctions.Tests.Embedded.Worker;

/// <summary>Timer functions that seldom come by themselves: a test moves the clock or asks for a run.</summary>
public static class SampleTimers
{
    [Function("Quarterly")]
    public static Task Quarterly([TimerTrigger("0 0 3 1 1,4,7,10 *")] TimerInfo timer, FunctionContext context) =>
        context.InstanceServices.GetRequiredService<TimerRuns>().RunAsync("Quarterly", timer);

    [Function("Often")]
    public static Task Often([TimerTrigger("*/5 59 23 31 12 *")] TimerInfo timer, FunctionContext context) =>
        context.InstanceServices.GetRequiredService<TimerRuns>().RunAsync("Often", timer);
}

/// <summary>What ran, for the test to read, and whether a run waits or fails.</summary>
public sealed class TimerRuns
{
    private readonly ConcurrentDictionary<string, Channel<TimerInfo>> _runs = new();
    private int _running;

    public int MostAtOnce { get; private set; }

    public TaskCompletionSource? Gate { get; set; }

    public bool Fails { get; set; }

    public ChannelReader<TimerInfo> Of(string function) => Runs(function).Reader;

    public async Task RunAsync(string function, TimerInfo timer)
    {
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _running));
        Runs(function).Writer.TryWrite(timer);
        if (Gate is { } gate) await gate.Task;
        Interlocked.Decrement(ref _running);
        if (Fails) throw new InvalidOperationException("As told.");
    }

    private Channel<TimerInfo> Runs(string function) =>
        _runs.GetOrAdd(function, _ => Channel.CreateUnbounded<TimerInfo>());
}
