namespace PresignKit;

/// <summary>The policies in force, by name.</summary>
public interface IPolicyCatalog
{
    /// <summary>Every upload policy.</summary>
    IReadOnlyCollection<UploadPolicy> UploadPolicies { get; }

    /// <summary>Every download policy.</summary>
    IReadOnlyCollection<DownloadPolicy> DownloadPolicies { get; }

    /// <summary>Finds an upload policy.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="PolicyViolationException">There is none: <see cref="ErrorCodes.UnknownPolicy"/>.</exception>
    UploadPolicy GetUploadPolicy(string name);

    /// <summary>Finds a download policy.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="PolicyViolationException">There is none: <see cref="ErrorCodes.UnknownPolicy"/>.</exception>
    DownloadPolicy GetDownloadPolicy(string name);

    /// <summary>Applies an upload policy to what a client declared, without choosing a key or signing anything.</summary>
    /// <param name="request">What the client declared. Its key values and expiry are not looked at.</param>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="PolicyViolationException">The policy does not allow it, or there is none of that name.</exception>
    void CheckUpload(UploadRequest request);
}
