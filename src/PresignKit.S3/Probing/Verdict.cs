namespace PresignKit.S3.Probing;

/// <summary>What the answer to a request means.</summary>
internal enum Verdict
{
    /// <summary>It proves nothing: no answer, a request to slow down, an internal error, or a redirect.</summary>
    Inconclusive,

    /// <summary>The request was carried out.</summary>
    Accepted,

    /// <summary>The request was refused.</summary>
    Refused,

    /// <summary>The store does not support the operation.</summary>
    NotOffered,
}
