namespace PayFunctions.Webhooks;

/// <summary>What seeing to a message came to.</summary>
public enum Carried
{
    /// <summary>All has come to its end.</summary>
    NothingToDo,

    /// <summary>Somebody is at it.</summary>
    UnderWay,

    /// <summary>Nobody was at it, and now somebody is.</summary>
    Started,

    /// <summary>Engine or storage are away, or others keep changing it: come again.</summary>
    Away,
}
