namespace PresignKit.SigV4;

/// <summary>What becomes of an endpoint's path prefix on the way to the store.</summary>
public enum PathPrefixRule
{
    /// <summary>It reaches the store, which sees it in the request and so in what was signed.</summary>
    PassedOn,

    /// <summary>
    /// A reverse proxy removes it, so it stands in the URL and not in what is signed: the store checks the path that it receives. The proxy
    /// has to pass on the rest of the path, the query and the host exactly as they came.
    /// </summary>
    RemovedByProxy,
}
