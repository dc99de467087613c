namespace PayFunctions.Core.Certificates;

/// <summary>Where a certificate stands in its life.</summary>
public enum CertificateState
{
    /// <summary>Known, and not yet in force or not yet kept where every instance finds it.</summary>
    Preparing,

    /// <summary>In force. Several may be at once.</summary>
    Active,

    /// <summary>Superseded: nobody should use it any more, and what was signed with it may still be on its
    /// way.</summary>
    Deprecated,

    /// <summary>Past its end, or superseded for longer than what was on its way may take.</summary>
    Expired,
}
