namespace PayFunctions.Core.Certificates;

/// <summary>How near the end of an account's last certificate is; each further stage is told once.</summary>
public enum ExpiryStage
{
    Far,

    /// <summary>A warning.</summary>
    Within30Days,

    /// <summary>A warning.</summary>
    Within7Days,

    /// <summary>An error.</summary>
    Within1Day,

    /// <summary>An error: it is over.</summary>
    Ended,
}
