namespace PayFunctions.Infra.Certificates;

/// <summary>What became of an operator's word that a certificate is to be refused from now on.</summary>
public enum Revocation
{
    /// <summary>It is out of the ring at once, of every instance's soon, and of every later start's.</summary>
    Dropped,

    /// <summary>The provider still names it as its own: nobody but the provider can say otherwise.</summary>
    StillListed,

    /// <summary>The account has none of that serial.</summary>
    Unknown,
}
