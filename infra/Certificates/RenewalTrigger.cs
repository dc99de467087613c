namespace PayFunctions.Infra.Certificates;

/// <summary>What made an instance look for certificates.</summary>
public enum RenewalTrigger
{
    /// <summary>The policy, at start or on a poll.</summary>
    Policy,

    /// <summary>The daily timer: the policy too, told apart in the audit.</summary>
    Timer,

    /// <summary>A message named a serial that no ring has.</summary>
    UnknownSerial,

    /// <summary><c>POST certificates/renew</c>.</summary>
    Operator,
}
