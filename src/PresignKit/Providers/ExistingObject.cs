namespace PresignKit.Providers;

/// <summary>Whether an upload may replace an object.</summary>
public enum ExistingObject
{
    /// <summary>The store refuses the upload where the key holds an object (S3: <c>If-None-Match: *</c>).</summary>
    Refuse,

    /// <summary>The upload replaces it.</summary>
    Replace,
}
