using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Operations;

/// <summary>Whether storage answers: asked at most once a second, however many want to know.</summary>
public sealed class StorageHealth(OrderBook book, TimeProvider clock, ILogger<StorageHealth> log)
{
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // An id that no order can have: the point read finds nothing, and that is an answer.
    private static readonly OrderKey NoOrder = new("default", "-");

    private readonly Lock _gate = new();
    private Task<bool> _asked = Task.FromResult(false);
    private DateTimeOffset _askAgain = DateTimeOffset.MinValue;

    public Task<bool> AnswersAsync()
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (!_asked.IsCompleted || now < _askAgain) return _asked;
            _askAgain = now + Holds;
            return _asked = AskAsync();
        }
    }

    private async Task<bool> AskAsync()
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        try
        {
            await book.FindAsync(NoOrder, patience.Token);
            return true;
        }
        catch (Exception e) when (StorageAway.Is(e))
        {
            log.StorageDoesNotAnswer(e);
            return false;
        }
    }
}
