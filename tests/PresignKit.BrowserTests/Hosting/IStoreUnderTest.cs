using System.Net;

namespace PresignKit.BrowserTests.Hosting;

/// <summary>
/// The store behind the sample. The tests know nothing of it: to run them on another, write another of these, and one class
/// that names it for each of theirs.
/// </summary>
internal interface IStoreUnderTest
{
    /// <summary>Where the store answers, or will answer once the sample has started.</summary>
    IPEndPoint Address { get; }

    /// <summary>What the sample is told, so that it signs for this store and sends browsers to <paramref name="publicEndpoint"/>.</summary>
    IEnumerable<string> Arguments(string publicEndpoint);
}
