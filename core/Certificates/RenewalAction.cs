namespace PayFunctions.Core.Certificates;

/// <summary>Why a provider is asked for its certificates now, the least urgent first.</summary>
public enum RenewalAction
{
    /// <summary>It is not asked.</summary>
    Nothing,

    /// <summary>The list is as old as it may get: a successor is met before anything is signed with it.</summary>
    Refresh,

    /// <summary>The last certificate ends within days and no successor is known.</summary>
    Renew,

    /// <summary>It ends within hours: asked more often.</summary>
    Prefetch,

    /// <summary>There is none to verify with.</summary>
    Emergency,
}
