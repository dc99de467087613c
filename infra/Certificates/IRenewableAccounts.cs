namespace PayFunctions.Infra.Certificates;

/// <summary>All accounts of one adapter whose provider hands out certificates.</summary>
public interface IRenewableAccounts
{
    IReadOnlyCollection<IRenewableCertificates> Accounts { get; }
}
