using System.Net;

namespace PresignKit.BrowserTests.Hosting;

/// <summary>
/// The store behind the sample. The tests know nothing of it but what is here: to run them on another, write another of these, and
/// one class that names it for each of theirs.
/// </summary>
internal interface IStoreUnderTest
{
    /// <summary>Whether there can be one on this machine.</summary>
    bool IsAvailable { get; }

    /// <summary>Where the store answers, or will answer once the sample has started.</summary>
    IPEndPoint Address { get; }

    /// <summary>A name of this machine, other than 127.0.0.1, under which the store lets itself be called.</summary>
    string PublicHost { get; }

    /// <summary>Whether completion moves a verified upload to another key, since the store lets a slot be used again.</summary>
    bool Freezes { get; }

    /// <summary>Goes on where <see cref="IsAvailable"/>; skips the test, or fails it where the store is required.</summary>
    void Require();

    /// <summary>Makes the store ready for the sample, unless that does it.</summary>
    Task StartAsync();

    /// <summary>What the sample is told, so that it signs for this store, and sends the pages of <paramref name="appOrigin"/> to <paramref name="publicEndpoint"/>.</summary>
    IEnumerable<string> Arguments(string appOrigin, string publicEndpoint);

    /// <summary>What a browser sends where it uploads a file of this type to a slot.</summary>
    UploadOnTheWire Upload(string slotKey, string contentType);
}
