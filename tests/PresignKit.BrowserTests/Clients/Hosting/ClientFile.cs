namespace PresignKit.BrowserTests.Clients.Hosting;

/// <summary>A file to upload.</summary>
/// <param name="Sha256">In lowercase hexadecimal digits.</param>
internal sealed record ClientFile(string Path, string Name, long Size, string Sha256);
