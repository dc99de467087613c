namespace PayFunctions.Infra.Callbacks;

/// <summary>Settings <c>Callbacks:*</c>: what every provider's callback is held to before its signature is even looked
/// at.</summary>
public sealed class CallbackOptions
{
    public const string Section = "Callbacks";

    /// <summary>How far a callback's timestamp may be from our clock, either way; at this distance it is
    /// refused.</summary>
    public TimeSpan Freshness { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>The largest body that is read at all.</summary>
    public int MaxBodyBytes { get; set; } = 64 * 1024;

    /// <summary>What receiving, applying and acknowledging may take together: WeChat Pay hangs up after five seconds.</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(4.5);
}
