using Azure;

namespace PayFunctions.Infra.Storage;

/// <summary>
/// Tells storage that can't be reached, or asks for patience, from a refusal of what was asked of it.
/// </summary>
public static class StorageAway
{
    /// <summary>
    /// True for no answer at all, a time-out, 408, 429 and 5xx, also as the pipeline gathers them over several tries.
    /// Cancellation by the caller looks like a time-out: ask its token first.
    /// </summary>
    public static bool Is(Exception failure) => failure switch
    {
        RequestFailedException refused => refused.Status is 0 or 408 or 429 or >= 500,
        AggregateException tries => tries.InnerExceptions.All(Is),
        OperationCanceledException => true,
        _ => false,
    };
}
