using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.CloudFront.Tests.Fakes;
using PresignKit.Testing;

namespace PresignKit.CloudFront.Tests.Oracles;

/// <summary>OpenSSL verifies what is signed, with the public key alone.</summary>
public sealed class OpenSslTests
{
    public static TheoryData<KeyKind, CloudFrontHashAlgorithm, bool> Keys => new MatrixTheoryData<KeyKind, CloudFrontHashAlgorithm, bool>(
        [KeyKind.Rsa, KeyKind.Ecdsa], [CloudFrontHashAlgorithm.Sha1, CloudFrontHashAlgorithm.Sha256], [false, true]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Url_EachKeyHashAndPolicy_IsVerifiedByOpenSsl(KeyKind kind, CloudFrontHashAlgorithm hash, bool isCustom)
    {
        TestRequirement.Check("openssl", await MissingAsync());
        await using var app = TestApp.With(options => options.HashAlgorithm = hash, kind);
        var access = new CloudFrontAccess { Policy = "stream", NotBefore = isCustom ? TestApp.Now : null };
        var url = (await app.GetRequiredService<ICloudFrontSigner>().IssueUrlAsync(new("movies/a b.mp4"), access, Cancellation)).RevealUrl();
        var query = url.Split('?')[1].Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        var policy = isCustom
            ? Decode(query["Policy"])
            : Encoding.ASCII.GetBytes(
                "{\"Statement\":[{\"Resource\":\"" + url.Split('?')[0] + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":" + query["Expires"] + "}}}]}");

        var folder = Directory.CreateTempSubdirectory("presignkit-openssl-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "public.pem"), PublicPem(TestKeys.Of(kind)), Cancellation);
            await File.WriteAllBytesAsync(Path.Combine(folder, "policy"), policy, Cancellation);
            await File.WriteAllBytesAsync(Path.Combine(folder, "signature"), Decode(query["Signature"]), Cancellation);
            var digest = hash == CloudFrontHashAlgorithm.Sha1 ? "-sha1" : "-sha256";

            Assert.Equal(0, await RunAsync(folder, "dgst", digest, "-verify", "public.pem", "-signature", "signature", "policy"));
            await File.WriteAllBytesAsync(Path.Combine(folder, "policy"), [.. policy, (byte)' '], Cancellation);
            Assert.NotEqual(0, await RunAsync(folder, "dgst", digest, "-verify", "public.pem", "-signature", "signature", "policy"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string PublicPem(AsymmetricAlgorithm key) => key.ExportSubjectPublicKeyInfoPem();

    private static byte[] Decode(string text) => Convert.FromBase64String(text.Replace('-', '+').Replace('_', '=').Replace('~', '/'));

    private static async Task<string?> MissingAsync()
    {
        try
        {
            return await RunAsync(Path.GetTempPath(), "version") == 0 ? null : "OpenSSL does not run; install openssl.";
        }
        catch (Win32Exception)
        {
            return "OpenSSL is not installed; install openssl.";
        }
    }

    private static async Task<int> RunAsync(string folder, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("openssl", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
