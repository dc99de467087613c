namespace PayFunctions.Core.Wallets;

/// <summary>An account's balance. Neither part is ever below zero.</summary>
/// <param name="Available">What can be held or spent, in minor units.</param>
/// <param name="Frozen">What is held and neither confirmed nor released, in minor units.</param>
/// <param name="Entries">How many entries the account has: the next one's sequence is one more.</param>
public sealed record Wallet(string Tenant, string Account, Currency Currency, long Available, long Frozen, int Entries);

/// <summary>An amount set aside on an account, by the caller's own id.</summary>
public sealed record Hold(string Id, long MinorUnits, HoldState State, DateTimeOffset ExpiresAt);

/// <summary>One movement of an account, with the balance it left behind.</summary>
public sealed record WalletEntry(
    int Sequence, DateTimeOffset At, string Kind, string Reference, long AvailableChange, long FrozenChange,
    long Available, long Frozen);
