namespace PayFunctions.OperatorConsole;

/// <summary>What waits for somebody, of one tenant.</summary>
/// <param name="Letters">How many messages were given up, as far as one page of them tells.</param>
internal sealed record Overview(
    DateTimeOffset At, IReadOnlyList<QuarantinedDay> Quarantine, IReadOnlyList<UndecidedDay> Approvals, int Letters, bool MoreLetters);

/// <summary>A provider's quarantine of one day in China.</summary>
/// <param name="Open">Those that nobody has decided on.</param>
internal readonly record struct QuarantinedDay(string Provider, DateOnly Day, int Open, int All);

/// <summary>A channel's day with differences that wait for a person.</summary>
internal readonly record struct UndecidedDay(string Channel, DateOnly Day, int Open);
