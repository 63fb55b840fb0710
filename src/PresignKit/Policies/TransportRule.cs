namespace PresignKit;

/// <summary>Which transports a policy allows.</summary>
public enum TransportRule
{
    /// <summary>The first of PUT and form POST that keeps every promise on the store.</summary>
    Automatic,

    /// <summary>PUT only: exact size and type, and nothing replaced.</summary>
    Put,

    /// <summary>Form POST only: exact type, size within the policy's limits; it can replace what is there.</summary>
    Post,
}
