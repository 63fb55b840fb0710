namespace PresignKit.LocalS3;

/// <summary>When a fault happens.</summary>
public enum LocalS3FaultMoment
{
    /// <summary>After the request's headers, before its body is read. Nothing is done.</summary>
    BeforeBody,

    /// <summary>After the whole body was received. It is dropped, and nothing is done.</summary>
    AfterBody,

    /// <summary>After the request was carried out. The client does not get the answer to it.</summary>
    AfterWork,
}
