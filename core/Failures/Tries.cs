namespace PayFunctions.Core.Failures;

/// <summary>Counts one step's failures in a row, by cause, against a plan.</summary>
/// <remarks>
/// It holds no clock and nothing random, so that an orchestration replays it alike. Once a cause's tries are used up they
/// stay so until a try goes well: a provider that is away all day is then asked by the poll plan alone.
/// </remarks>
public sealed class Tries(RetryPlan plan)
{
    private readonly Dictionary<FailureCause, int> _failed = [];

    /// <summary>Whether to try again, and how long to wait first.</summary>
    /// <param name="failed">Null: it went well, or no repeat helps; what failed before is forgotten.</param>
    /// <returns>Null: not now.</returns>
    public TimeSpan? PauseAfter(FailureCause? failed)
    {
        if (failed is not { } cause)
        {
            _failed.Clear();
            return null;
        }

        var tries = _failed[cause] = _failed.GetValueOrDefault(cause) + 1;
        return tries < plan.Attempts(cause) ? plan.PauseAfter(tries) : null;
    }
}
