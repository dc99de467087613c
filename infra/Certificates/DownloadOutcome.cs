namespace PayFunctions.Infra.Certificates;

/// <summary>How asking a provider for its certificates ended.</summary>
public enum DownloadOutcome
{
    /// <summary>A list that is theirs, with at least one certificate that holds.</summary>
    Read,

    /// <summary>The provider answered that there are none for this account: normal where a bare public key is
    /// used.</summary>
    NotOffered,

    /// <summary>No answer to trust.</summary>
    Failed,
}
