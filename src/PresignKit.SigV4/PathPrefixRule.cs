namespace PresignKit.SigV4;

/// <summary>Whether a proxy removes the path prefix of an endpoint.</summary>
public enum PathPrefixRule
{
    /// <summary>The prefix reaches the store, so it is part of what is signed.</summary>
    PassedOn,

    /// <summary>
    /// A reverse proxy removes the prefix, so it is part of the URL but not of what is signed: the store verifies the path that it receives.
    /// The proxy must pass on the rest of the path, the query, and the host unchanged.
    /// </summary>
    RemovedByProxy,
}
