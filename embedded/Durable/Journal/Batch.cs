using System.Buffers;

namespace Microsoft.DurableTask.Journal;

/// <summary>The records that share one write call.</summary>
internal sealed class Batch(Segment target)
{
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Segment Target => target;

    public ArrayBufferWriter<byte> Bytes { get; } = new(1024);

    public Task Written => _written.Task;

    public void Succeed() => _written.SetResult();

    public void Fail(Exception exception) => _written.SetException(exception);
}
