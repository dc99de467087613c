namespace PayFunctions.Infra.UnionPay;

/// <summary>What a respCode says of the trade that it is told of.</summary>
internal enum RespMeaning
{
    /// <summary>It went well: of a payment's notification and of a query's origRespCode, the money is taken; of a
    /// request, it is accepted.</summary>
    Done,

    /// <summary>"A success with a defect": a step of it went well. Asked about before it is believed.</summary>
    Defective,

    /// <summary>It is being worked on: ask.</summary>
    UnderWay,

    /// <summary>It may or may not have happened: ask.</summary>
    Unclear,

    /// <summary>There is no such trade, or none yet: a form that no browser has sent makes none.</summary>
    NotFound,

    /// <summary>Not carried out: call again later.</summary>
    Later,

    /// <summary>It did not happen, and no repeat mends it.</summary>
    Failed,
}
