namespace PresignKit.S3.Probing;

/// <summary>What a store made of a request.</summary>
internal enum Verdict
{
    /// <summary>Nothing that tells: no answer, a pause asked for, a failure inside, a redirect.</summary>
    None,

    /// <summary>It was carried out.</summary>
    Taken,

    /// <summary>It was refused.</summary>
    Refused,

    /// <summary>The store has no such operation.</summary>
    NotOffered,
}
