using PayFunctions.Core.Splits;

namespace PayFunctions.Core.Webhooks;

/// <summary>What has become of one split, or of the return of one share.</summary>
/// <param name="Event">One of the events of splits.</param>
/// <param name="ReturnId">Null: the split itself.</param>
/// <param name="Amount">What its receivers have got, or have not got; what came back, or did not.</param>
public sealed record SplitNews(WebhookEvent Event, string SplitId, string? ReturnId, Money Amount)
{
    /// <summary>What a merchant is told of a split, or of that return, that has just moved; null while it is on its
    /// way.</summary>
    public static SplitNews? Of(Split moved, string? returnId) =>
        returnId is null ? OfSplit(moved) : OfReturn(moved, moved.Return(returnId)!);

    private static SplitNews? OfSplit(Split moved) => moved.State switch
    {
        SplitState.Requested or SplitState.Processing => null,
        SplitState.Done => new(WebhookEvent.SplitFinished, moved.Id, null, moved.Received),
        SplitState.Closed => new(WebhookEvent.SplitClosed, moved.Id, null, moved.Shared),
    };

    private static SplitNews? OfReturn(Split split, ShareReturn moved) => moved.State switch
    {
        SplitState.Requested or SplitState.Processing => null,
        SplitState.Done => new(WebhookEvent.SplitReturned, split.Id, moved.Id, moved.Amount),
        SplitState.Closed => new(WebhookEvent.SplitReturnFailed, split.Id, moved.Id, moved.Amount),
    };
}
