namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>Holds one call of the app at the provider, before it is carried out, until it is opened.</summary>
public sealed class CallGate
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the call stands at the gate.</summary>
    public Task Arrived => _arrived.Task;

    public void Open() => _opened.TrySetResult();

    internal Task PassAsync(CancellationToken cancellation)
    {
        _arrived.TrySetResult();
        return _opened.Task.WaitAsync(cancellation);
    }
}
