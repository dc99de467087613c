namespace PayFunctions.Sandbox.Alipay;

/// <summary>The faults that are planned for calls to come, each used up by one call.</summary>
internal sealed class GatewayFaults
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Method, string OutTradeNo), Queue<GatewayFault>> _planned = [];

    public void Plan(string method, string outTradeNo, GatewayFault fault, int times)
    {
        lock (_gate)
        {
            if (!_planned.TryGetValue((method, outTradeNo), out var queue)) _planned[(method, outTradeNo)] = queue = new();
            for (; times > 0; times--) queue.Enqueue(fault);
        }
    }

    public GatewayFault Next(string method, string outTradeNo)
    {
        lock (_gate)
        {
            return _planned.TryGetValue((method, outTradeNo), out var queue) && queue.TryDequeue(out var fault)
                ? fault
                : GatewayFault.None;
        }
    }
}
