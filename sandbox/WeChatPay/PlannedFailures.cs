using System.Collections.Concurrent;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>What the next calls about an order fail with, in the order they were planned.</summary>
internal sealed class PlannedFailures
{
    private readonly ConcurrentDictionary<(string Operation, string OutTradeNo), ConcurrentQueue<SimulatedAnswer>> _planned =
        new();

    public void Add(string operation, string outTradeNo, SimulatedAnswer failure, int times)
    {
        var queue = _planned.GetOrAdd((operation, outTradeNo), _ => new());
        for (var i = 0; i < times; i++) queue.Enqueue(failure);
    }

    /// <summary>What was planned for that and has not failed yet will not.</summary>
    public void Forget(string operation, string outTradeNo) => _planned.TryRemove((operation, outTradeNo), out _);

    public SimulatedAnswer? Take(Route call) =>
        _planned.TryGetValue((call.Operation, call.OutTradeNo), out var planned) && planned.TryDequeue(out var failure)
            ? failure
            : null;
}
