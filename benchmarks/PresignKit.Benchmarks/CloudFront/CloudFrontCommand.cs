using System.Security.Cryptography;
using PresignKit.Benchmarks.Ratios;
using PresignKit.Benchmarks.Reports;
using PresignKit.Benchmarks.Subjects;

namespace PresignKit.Benchmarks.CloudFront;

/// <summary>
/// The command <c>cloudfront</c>: signed URLs, compared with the platform's signature of a hash, which is most of their cost, and with npm's signer, which
/// Node.js measures before and after.
/// </summary>
internal static class CloudFrontCommand
{
    private const int Rounds = 21;
    private const string PlatformEcdsa = "platform-ecdsa-signhash";
    private const string PlatformEcdsaIntegers = "platform-ecdsa-signhash-p1363";
    private const string PlatformRsa = "platform-rsa-signhash";
    private const string EcdsaUrl = "cloudfront-ecdsa-url";
    private const string RsaUrl = "cloudfront-rsa-url";
    private const string NpmEcdsa = "npm-ecdsa-url";
    private const string NpmRsa = "npm-rsa-url";

    public static int Run(string? jsonPath)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        using var ofEcdsa = new CloudFrontSubject(ecdsa);
        using var ofRsa = new CloudFrontSubject(rsa);
        MachineInfo.Write(Console.Out);
        var npm = NpmPeer.Install(rsa, ecdsa);
        var before = npm?.Measure();
        var table = RatioTable.Measure(Rows(ecdsa, rsa, ofEcdsa, ofRsa), Rounds);
        var after = npm?.Measure();

        List<RowResult> rows = [.. table.ToResults()];
        if (before is not null && after is not null)
        {
            rows.Add(Peer(NpmEcdsa, before["ecdsa"], after["ecdsa"]));
            rows.Add(Peer(NpmRsa, before["rsa"], after["rsa"]));
        }

        ConsoleReport.Write(table, rows, Console.Out);
        GoalReport.Write(Goals(rows), Console.Out);
        return jsonPath is null ? 0 : Json.Write(rows, jsonPath);
    }

    private static Row[] Rows(ECDsa ecdsa, RSA rsa, CloudFrontSubject ofEcdsa, CloudFrontSubject ofRsa)
    {
        var (hash, signature) = (SHA256.HashData("policy"u8), new byte[512]);
        return
        [
            new(PlatformEcdsa, OperationKind.Other, _ => ecdsa.SignHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence)),
            new(PlatformEcdsaIntegers, OperationKind.Other, _ => ecdsa.SignHash(hash, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)),
            new(EcdsaUrl, OperationKind.Other, ofEcdsa.GetUrl),
            new("cloudfront-ecdsa-window-url", OperationKind.Other, ofEcdsa.GetWindowUrl),
            new("cloudfront-ecdsa-folder1500", OperationKind.Other, _ => ofEcdsa.GetFolderUrls()) { Urls = Workload.BatchSize },
            new(PlatformRsa, OperationKind.Other, _ => rsa.SignHash(hash, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
            new(RsaUrl, OperationKind.Other, ofRsa.GetUrl),
        ];
    }

    // The faster run: the other one may have been disturbed.
    private static RowResult Peer(string name, double before, double after) =>
        new(name, Math.Round(Math.Min(before, after), 1), Math.Round(Math.Min(before, after), 1), Math.Round(Math.Max(before, after), 1), 0, null, null);

    private static IReadOnlyList<Goal> Goals(IReadOnlyCollection<RowResult> rows)
    {
        double? Nanoseconds(string of) => rows.FirstOrDefault(row => row.Name == of)?.Ns;
        double? Ratio(string of, string to) => Nanoseconds(of) / Nanoseconds(to);

        // URLs have DER. The platform makes it from its other format, which takes longer than what PresignKit does.
        var fasterFormat = Nanoseconds(PlatformEcdsaIntegers) < Nanoseconds(PlatformEcdsa) ? PlatformEcdsaIntegers : PlatformEcdsa;
        Goal?[] goals =
        [
            Goal.AtLeast("ECDSA URL", 0.9, Ratio(PlatformEcdsa, EcdsaUrl), "x the platform's SignHash, as DER"),
            Goal.AtLeast("ECDSA URL", 0.9, Ratio(fasterFormat, EcdsaUrl), "x the platform's faster SignHash"),
            Goal.AtLeast("RSA URL", 0.9, Ratio(PlatformRsa, RsaUrl), "x the platform's SignHash"),
            Goal.AtLeast("ECDSA URL", 10, Ratio(NpmRsa, EcdsaUrl), "x npm's signer with RSA"),
            Goal.AtLeast("ECDSA URL", 1, Ratio(NpmEcdsa, EcdsaUrl), "x npm's signer with the same key"),
        ];
        return [.. goals.OfType<Goal>()];
    }
}
