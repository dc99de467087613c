namespace PayFunctions.Core.Failures;

/// <summary>Who has to do something before it can go well.</summary>
public enum WhoActs
{
    /// <summary>It passes, or it is asked about, by itself.</summary>
    Nobody,

    /// <summary>The merchant's own system or staff: another request, another payer, money on the account.</summary>
    Merchant,

    /// <summary>Whoever runs the app: its settings, keys and permissions.</summary>
    Operator,

    Provider,
}
