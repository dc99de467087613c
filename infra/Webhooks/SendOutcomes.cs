namespace PayFunctions.Infra.Webhooks;

/// <summary>The outcomes in words, and what they mean.</summary>
internal static class SendOutcomes
{
    public static string Word(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Accepted => "accepted",
        SendOutcome.Refused => "refused",
        SendOutcome.Gone => "gone",
        SendOutcome.NoAnswer => "no-answer",
        SendOutcome.ForbiddenAddress => "forbidden-address",
        SendOutcome.Paused => "paused",
        SendOutcome.NoSecret => "no-secret",
    };

    /// <summary>
    /// Whether the address itself is at fault: an answer of 4xx is about the message, not the address.
    /// </summary>
    public static bool SpeaksAgainstAddress(SendOutcome outcome, int? status) => outcome switch
    {
        SendOutcome.NoAnswer or SendOutcome.ForbiddenAddress => true,
        SendOutcome.Refused => status is 429 or >= 500,
        SendOutcome.Accepted or SendOutcome.Gone or SendOutcome.Paused or SendOutcome.NoSecret => false,
    };
}
